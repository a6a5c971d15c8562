-- Generated from the code; npm run docs writes it again.
select
  `hospital_id`,
  `month`,
  `encounters`,
  `transactions`,
  `charges`,
  `payments`,
  `outstanding`,
  `credit_balance`,
  `claims`,
  `claims_approved`,
  `claims_paid`,
  `claims_denied`,
  `claims_rejected`,
  `claims_pending`,
  `claims_reversed`,
  `claimed_amount`,
  `claim_payments`,
  `collection_rate`,
  `denial_rate`
from `sunrise-rcm-prod`.`reporting`.`financial_metrics_by_month`
where `hospital_id` = 'hospital-a';
