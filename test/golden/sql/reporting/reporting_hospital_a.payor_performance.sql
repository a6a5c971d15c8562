-- Generated from the code; npm run docs writes it again.
select
  `hospital_id`,
  `payer_id`,
  `payer_type`,
  `payer_name`,
  `plan_type`,
  `claims`,
  `claims_approved`,
  `claims_paid`,
  `claims_denied`,
  `claims_rejected`,
  `claims_pending`,
  `claims_reversed`,
  `claimed_amount`,
  `claim_payments`,
  `claims_outstanding`,
  `approval_rate_all`,
  `approval_rate_adjudicated`,
  `denial_rate`,
  `payment_rate`
from `sunrise-rcm-prod`.`reporting`.`payor_performance`
where `hospital_id` = 'hospital-a';
