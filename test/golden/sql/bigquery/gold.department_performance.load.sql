-- Generated from the code; npm run docs writes it again.
insert into `gold`.`department_performance` (`hospital_id`, `department_id`, `department_name`, `group_department_id`, `group_department_name`, `patients`, `encounters`, `transactions`, `charges`, `payments`, `outstanding`, `credit_balance`, `claims`, `claims_approved`, `claims_paid`, `claims_denied`, `claims_rejected`, `claims_pending`, `claims_reversed`, `claimed_amount`, `claim_payments`, `collection_rate`, `denial_rate`)
with by_fact as (
  select `hospital_id`, coalesce(`department_id`, 'unknown') as `department_id`, 0 as `patients`, 0 as `encounters`, count(*) as `transactions`, sum(amount) as `charges`, sum(paid_amount) as `payments`, sum(case when balance > 0 then balance else 0 end) as `outstanding`, sum(case when balance < 0 then 0 - balance else 0 end) as `credit_balance`, 0 as `claims`, 0 as `claims_approved`, 0 as `claims_paid`, 0 as `claims_denied`, 0 as `claims_rejected`, 0 as `claims_pending`, 0 as `claims_reversed`, 0 as `claimed_amount`, 0 as `claim_payments`
  from `gold`.`fact_transactions` f group by hospital_id, coalesce(`department_id`, 'unknown')
  union all
  select `hospital_id`, coalesce(`department_id`, 'unknown') as `department_id`, 0 as `patients`, 0 as `encounters`, 0 as `transactions`, 0 as `charges`, 0 as `payments`, 0 as `outstanding`, 0 as `credit_balance`, count(*) as `claims`, sum(case when not is_reversed and claim_status = 'Approved' then 1 else 0 end) as `claims_approved`, sum(case when not is_reversed and claim_status = 'Paid' then 1 else 0 end) as `claims_paid`, sum(case when not is_reversed and claim_status = 'Denied' then 1 else 0 end) as `claims_denied`, sum(case when not is_reversed and claim_status = 'Rejected' then 1 else 0 end) as `claims_rejected`, sum(case when not is_reversed and claim_status = 'Pending' then 1 else 0 end) as `claims_pending`, sum(case when is_reversed then 1 else 0 end) as `claims_reversed`, sum(case when not is_reversed then claim_amount else 0 end) as `claimed_amount`, sum(case when not is_reversed then paid_amount else 0 end) as `claim_payments`
  from `gold`.`fact_claims` f group by hospital_id, coalesce(`department_id`, 'unknown')
  union all
  select `hospital_id`, coalesce(`department_id`, 'unknown') as `department_id`, count(distinct patient_id) as `patients`, count(*) as `encounters`, 0 as `transactions`, 0 as `charges`, 0 as `payments`, 0 as `outstanding`, 0 as `credit_balance`, 0 as `claims`, 0 as `claims_approved`, 0 as `claims_paid`, 0 as `claims_denied`, 0 as `claims_rejected`, 0 as `claims_pending`, 0 as `claims_reversed`, 0 as `claimed_amount`, 0 as `claim_payments`
  from `gold`.`fact_encounters` f group by hospital_id, coalesce(`department_id`, 'unknown')
),
summed as (
  select `hospital_id`, `department_id`, sum(`patients`) as `patients`, sum(`encounters`) as `encounters`, sum(`transactions`) as `transactions`, sum(`charges`) as `charges`, sum(`payments`) as `payments`, sum(`outstanding`) as `outstanding`, sum(`credit_balance`) as `credit_balance`, sum(`claims`) as `claims`, sum(`claims_approved`) as `claims_approved`, sum(`claims_paid`) as `claims_paid`, sum(`claims_denied`) as `claims_denied`, sum(`claims_rejected`) as `claims_rejected`, sum(`claims_pending`) as `claims_pending`, sum(`claims_reversed`) as `claims_reversed`, sum(`claimed_amount`) as `claimed_amount`, sum(`claim_payments`) as `claim_payments`
  from by_fact group by `hospital_id`, `department_id`
)
select
  s.`hospital_id`,
  s.`department_id`,
  d.name as `department_name`,
  g.group_id as `group_department_id`,
  coalesce(g.name, g.group_id) as `group_department_name`,
  cast(s.`patients` as INT64) as `patients`,
  cast(s.`encounters` as INT64) as `encounters`,
  cast(s.`transactions` as INT64) as `transactions`,
  s.`charges`,
  s.`payments`,
  s.`outstanding`,
  s.`credit_balance`,
  cast(s.`claims` as INT64) as `claims`,
  cast(s.`claims_approved` as INT64) as `claims_approved`,
  cast(s.`claims_paid` as INT64) as `claims_paid`,
  cast(s.`claims_denied` as INT64) as `claims_denied`,
  cast(s.`claims_rejected` as INT64) as `claims_rejected`,
  cast(s.`claims_pending` as INT64) as `claims_pending`,
  cast(s.`claims_reversed` as INT64) as `claims_reversed`,
  s.`claimed_amount`,
  s.`claim_payments`,
  cast(round(cast(payments as float64) / nullif(cast(charges as float64), 0) * 1e6) as numeric) * numeric '0.000001' as `collection_rate`,
  cast(round(cast(claims_denied as float64) / nullif(cast(claims_approved + claims_paid + claims_denied as float64), 0) * 1e6) as numeric) * numeric '0.000001' as `denial_rate`
from summed s left join `gold`.`dim_department` d on d.hospital_id = s.hospital_id and d.department_id = s.department_id and d.is_current left join `gold`.`group_lookup` g on g.kind = 'department' and g.hospital_id = s.hospital_id and g.source_id = trim(s.department_id, ' ');
