-- Generated from the code; npm run docs writes it again.
select
  `hospital_id`,
  `provider_id`,
  `department_id`,
  `month`,
  `transactions`,
  `charges`,
  `payments`,
  `outstanding`,
  `credit_balance`
from `sunrise-rcm-prod`.`reporting`.`provider_charge_summary`
where `hospital_id` = 'hospital-a';
