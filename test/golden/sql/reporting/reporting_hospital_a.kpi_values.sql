-- Generated from the code; npm run docs writes it again.
select
  `kpi_id`,
  `hospital_id`,
  `slice_kind`,
  `slice`,
  `numerator`,
  `denominator`,
  `value`,
  `status`,
  `needs`,
  `undelivered`
from `sunrise-rcm-prod`.`reporting`.`kpi_values`
where `hospital_id` = 'hospital-a';
