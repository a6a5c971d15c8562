-- Generated from the code; npm run docs writes it again.
select
  source.`department_key` as `department_key`,
  source.`hospital_id` as `hospital_id`,
  source.`department_id` as `department_id`,
  source.`name` as `name`,
  source.`group_department_id` as `group_department_id`,
  source.`group_department_name` as `group_department_name`,
  source.`effective_from` as `effective_from`,
  source.`effective_to` as `effective_to`,
  source.`is_current` as `is_current`
from `sunrise-rcm-prod`.`gold`.`dim_department` as source;
