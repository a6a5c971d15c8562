-- Generated from the code; npm run docs writes it again.
select
  source.`hospital_id` as `hospital_id`,
  source.`month` as `month`,
  source.`month_end` as `month_end`,
  source.`is_partial` as `is_partial`,
  source.`opening` as `opening`,
  source.`charges` as `charges`,
  source.`payments` as `payments`,
  source.`adjustments` as `adjustments`,
  source.`closing` as `closing`,
  source.`receivable` as `receivable`,
  source.`credit_balance` as `credit_balance`,
  source.`trailing_charges` as `trailing_charges`,
  source.`calendar_days` as `calendar_days`,
  source.`days_in_ar` as `days_in_ar`
from `sunrise-rcm-prod`.`gold`.`ar_month_end` as source;
