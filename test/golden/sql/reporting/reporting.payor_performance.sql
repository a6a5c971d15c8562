-- Generated from the code; npm run docs writes it again.
select
  source.`hospital_id` as `hospital_id`,
  source.`payer_id` as `payer_id`,
  source.`payer_type` as `payer_type`,
  source.`payer_name` as `payer_name`,
  source.`plan_type` as `plan_type`,
  source.`claims` as `claims`,
  source.`claims_approved` as `claims_approved`,
  source.`claims_paid` as `claims_paid`,
  source.`claims_denied` as `claims_denied`,
  source.`claims_rejected` as `claims_rejected`,
  source.`claims_pending` as `claims_pending`,
  source.`claims_reversed` as `claims_reversed`,
  source.`claimed_amount` as `claimed_amount`,
  source.`claim_payments` as `claim_payments`,
  source.`claims_outstanding` as `claims_outstanding`,
  source.`approval_rate_all` as `approval_rate_all`,
  source.`approval_rate_adjudicated` as `approval_rate_adjudicated`,
  source.`denial_rate` as `denial_rate`,
  source.`payment_rate` as `payment_rate`
from `sunrise-rcm-prod`.`gold`.`payor_performance` as source;
