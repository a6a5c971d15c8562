-- Generated from the code; npm run docs writes it again.
insert into `gold`.`payor_performance` (`hospital_id`, `payer_id`, `payer_type`, `payer_name`, `plan_type`, `claims`, `claims_approved`, `claims_paid`, `claims_denied`, `claims_rejected`, `claims_pending`, `claims_reversed`, `claimed_amount`, `claim_payments`, `claims_outstanding`, `approval_rate_all`, `approval_rate_adjudicated`, `denial_rate`, `payment_rate`)
with summed as (
  select `hospital_id`, coalesce(`payer_id`, 'unknown') as `payer_id`, coalesce(`payer_type`, 'unknown') as `payer_type`, count(*) as `claims`, sum(case when not is_reversed and claim_status = 'Approved' then 1 else 0 end) as `claims_approved`, sum(case when not is_reversed and claim_status = 'Paid' then 1 else 0 end) as `claims_paid`, sum(case when not is_reversed and claim_status = 'Denied' then 1 else 0 end) as `claims_denied`, sum(case when not is_reversed and claim_status = 'Rejected' then 1 else 0 end) as `claims_rejected`, sum(case when not is_reversed and claim_status = 'Pending' then 1 else 0 end) as `claims_pending`, sum(case when is_reversed then 1 else 0 end) as `claims_reversed`, sum(case when not is_reversed then claim_amount else 0 end) as `claimed_amount`, sum(case when not is_reversed then paid_amount else 0 end) as `claim_payments`, sum(case when not is_reversed and claim_status in ('Pending', 'Approved') and claim_amount > paid_amount then claim_amount - paid_amount else 0 end) as `claims_outstanding`
  from `gold`.`fact_claims` f group by hospital_id, coalesce(`payer_id`, 'unknown'), coalesce(`payer_type`, 'unknown')
)
select
  s.`hospital_id`,
  s.`payer_id`,
  s.`payer_type`,
  d.payer_name as `payer_name`,
  d.plan_type as `plan_type`,
  cast(s.`claims` as INT64) as `claims`,
  cast(s.`claims_approved` as INT64) as `claims_approved`,
  cast(s.`claims_paid` as INT64) as `claims_paid`,
  cast(s.`claims_denied` as INT64) as `claims_denied`,
  cast(s.`claims_rejected` as INT64) as `claims_rejected`,
  cast(s.`claims_pending` as INT64) as `claims_pending`,
  cast(s.`claims_reversed` as INT64) as `claims_reversed`,
  s.`claimed_amount`,
  s.`claim_payments`,
  s.`claims_outstanding`,
  cast(round(cast(claims_approved as float64) / nullif(cast(claims as float64), 0) * 1e6) as numeric) * numeric '0.000001' as `approval_rate_all`,
  cast(round(cast(claims_approved + claims_paid as float64) / nullif(cast(claims_approved + claims_paid + claims_denied as float64), 0) * 1e6) as numeric) * numeric '0.000001' as `approval_rate_adjudicated`,
  cast(round(cast(claims_denied as float64) / nullif(cast(claims_approved + claims_paid + claims_denied as float64), 0) * 1e6) as numeric) * numeric '0.000001' as `denial_rate`,
  cast(round(cast(claim_payments as float64) / nullif(cast(claimed_amount as float64), 0) * 1e6) as numeric) * numeric '0.000001' as `payment_rate`
from summed s left join `gold`.`dim_payer` d on d.payer_id = s.payer_id;
