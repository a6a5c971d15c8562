-- Generated from the code; npm run docs writes it again.
select
  `provider_key`,
  `hospital_id`,
  `provider_id`,
  `first_name`,
  `last_name`,
  `specialization`,
  `department_id`,
  `npi`,
  `effective_from`,
  `effective_to`,
  `is_current`
from `sunrise-rcm-prod`.`reporting`.`dim_provider`
where `hospital_id` = 'hospital-a' or `hospital_id` is null;
