-- Generated from the code; npm run docs writes it again.
select
  source.`payer_key` as `payer_key`,
  source.`hospital_id` as `hospital_id`,
  source.`payer_id` as `payer_id`
from `sunrise-rcm-prod`.`gold`.`dim_payer` as source;
