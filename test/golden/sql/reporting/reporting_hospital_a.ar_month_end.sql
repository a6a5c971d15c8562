-- Generated from the code; npm run docs writes it again.
select
  `hospital_id`,
  `month`,
  `month_end`,
  `is_partial`,
  `opening`,
  `charges`,
  `payments`,
  `adjustments`,
  `closing`,
  `receivable`,
  `credit_balance`,
  `trailing_charges`,
  `calendar_days`,
  `days_in_ar`
from `sunrise-rcm-prod`.`reporting`.`ar_month_end`
where `hospital_id` = 'hospital-a';
