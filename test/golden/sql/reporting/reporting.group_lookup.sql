-- Generated from the code; npm run docs writes it again.
select
  source.`hospital_id` as `hospital_id`,
  source.`kind` as `kind`,
  source.`source_id` as `source_id`,
  source.`group_id` as `group_id`,
  source.`name` as `name`,
  source.`plan_type` as `plan_type`,
  source.`electronic_payer_id` as `electronic_payer_id`
from `sunrise-rcm-prod`.`gold`.`group_lookup` as source;
