-- Generated from the code; npm run docs writes it again.
select
  source.`kpi_id` as `kpi_id`,
  source.`hospital_id` as `hospital_id`,
  source.`slice_kind` as `slice_kind`,
  source.`slice` as `slice`,
  source.`numerator` as `numerator`,
  source.`denominator` as `denominator`,
  source.`value` as `value`,
  source.`status` as `status`,
  source.`needs` as `needs`,
  source.`undelivered` as `undelivered`
from `sunrise-rcm-prod`.`gold`.`kpi_values` as source;
