-- Generated from the code; npm run docs writes it again.
select
  `department_key`,
  `hospital_id`,
  `department_id`,
  `name`,
  `group_department_id`,
  `group_department_name`,
  `effective_from`,
  `effective_to`,
  `is_current`
from `sunrise-rcm-prod`.`reporting`.`dim_department`
where `hospital_id` = 'hospital-a' or `hospital_id` is null;
