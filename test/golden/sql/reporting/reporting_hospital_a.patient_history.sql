-- Generated from the code; npm run docs writes it again.
select
  `hospital_id`,
  `year`,
  `encounters`,
  `transactions`,
  `charges`,
  `payments`,
  `outstanding`,
  `credit_balance`,
  `claims`,
  `claims_denied`,
  `claimed_amount`,
  `claim_payments`
from `sunrise-rcm-prod`.`reporting`.`patient_history`
where `hospital_id` = 'hospital-a';
