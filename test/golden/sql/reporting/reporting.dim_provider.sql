-- Generated from the code; npm run docs writes it again.
select
  source.`provider_key` as `provider_key`,
  source.`hospital_id` as `hospital_id`,
  source.`provider_id` as `provider_id`,
  source.`first_name` as `first_name`,
  source.`last_name` as `last_name`,
  source.`specialization` as `specialization`,
  source.`department_id` as `department_id`,
  source.`npi` as `npi`,
  source.`effective_from` as `effective_from`,
  source.`effective_to` as `effective_to`,
  source.`is_current` as `is_current`
from `sunrise-rcm-prod`.`gold`.`dim_provider` as source;
