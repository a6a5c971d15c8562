-- Generated from the code; npm run docs writes it again.
select
  `hospital_id`,
  `kind`,
  `source_id`,
  `group_id`,
  `name`,
  `plan_type`,
  `electronic_payer_id`
from `sunrise-rcm-prod`.`reporting`.`group_lookup`
where `hospital_id` = 'hospital-a';
