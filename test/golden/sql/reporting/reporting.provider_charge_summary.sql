-- Generated from the code; npm run docs writes it again.
select
  source.`hospital_id` as `hospital_id`,
  source.`provider_id` as `provider_id`,
  source.`department_id` as `department_id`,
  source.`month` as `month`,
  source.`transactions` as `transactions`,
  source.`charges` as `charges`,
  source.`payments` as `payments`,
  source.`outstanding` as `outstanding`,
  source.`credit_balance` as `credit_balance`
from `sunrise-rcm-prod`.`gold`.`provider_charge_summary` as source;
