-- Generated from the code; npm run docs writes it again.
select
  source.`payer_key` as `payer_key`,
  source.`hospital_id` as `hospital_id`,
  source.`payer_id` as `payer_id`,
  source.`payer_name` as `payer_name`,
  source.`plan_type` as `plan_type`,
  source.`electronic_payer_id` as `electronic_payer_id`
from `sunrise-rcm-prod`.`gold`.`dim_payer` as source;
