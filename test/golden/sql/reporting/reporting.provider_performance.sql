-- Generated from the code; npm run docs writes it again.
select
  source.`hospital_id` as `hospital_id`,
  source.`provider_id` as `provider_id`,
  source.`provider_name` as `provider_name`,
  source.`patients` as `patients`,
  source.`encounters` as `encounters`,
  source.`transactions` as `transactions`,
  source.`charges` as `charges`,
  source.`payments` as `payments`,
  source.`outstanding` as `outstanding`,
  source.`credit_balance` as `credit_balance`,
  source.`claims` as `claims`,
  source.`claims_approved` as `claims_approved`,
  source.`claims_paid` as `claims_paid`,
  source.`claims_denied` as `claims_denied`,
  source.`claims_rejected` as `claims_rejected`,
  source.`claims_pending` as `claims_pending`,
  source.`claims_reversed` as `claims_reversed`,
  source.`claimed_amount` as `claimed_amount`,
  source.`claim_payments` as `claim_payments`,
  source.`collection_rate` as `collection_rate`,
  source.`denial_rate` as `denial_rate`
from `sunrise-rcm-prod`.`gold`.`provider_performance` as source;
