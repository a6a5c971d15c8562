-- Generated from the code; npm run docs writes it again.
select
  `hospital_id`,
  `department_id`,
  `department_name`,
  `group_department_id`,
  `group_department_name`,
  `patients`,
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
from `sunrise-rcm-prod`.`reporting`.`department_performance`
where `hospital_id` = 'hospital-a';
