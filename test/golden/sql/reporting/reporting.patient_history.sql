-- Generated from the code; npm run docs writes it again.
select
  source.`hospital_id` as `hospital_id`,
  extract(year from source.`month`) as `year`,
  source.`encounters` as `encounters`,
  source.`transactions` as `transactions`,
  source.`charges` as `charges`,
  source.`payments` as `payments`,
  source.`outstanding` as `outstanding`,
  source.`credit_balance` as `credit_balance`,
  source.`claims` as `claims`,
  source.`claims_denied` as `claims_denied`,
  source.`claimed_amount` as `claimed_amount`,
  source.`claim_payments` as `claim_payments`
from `sunrise-rcm-prod`.`gold`.`patient_history` as source;
