-- Generated from the code; npm run docs writes it again.
select
  `payer_key`,
  `hospital_id`,
  `payer_id`,
  `payer_name`,
  `plan_type`,
  `electronic_payer_id`
from `sunrise-rcm-prod`.`reporting`.`dim_payer`
where `hospital_id` = 'hospital-a' or `hospital_id` is null;
