-- Generated from the code; npm run docs writes it again.
insert into `gold`.`kpi_values` (`kpi_id`, `hospital_id`, `slice_kind`, `slice`, `numerator`, `denominator`, `value`, `status`, `needs`)
with rows_in_slice as (
  select *, case when group_department_id is not null then group_department_id when department_id in (select group_id from `gold`.`group_lookup` g where kind = 'department') then concat(hospital_id, '/', department_id) else coalesce(department_id, 'unknown') end as slice from `gold`.`fact_claims` f
),
by_hospital as (
  select `hospital_id`, `slice`, count(*) as `claims`, sum(case when not is_reversed and claim_status = 'Approved' then 1 else 0 end) as `claims_approved`, sum(case when not is_reversed and claim_status = 'Paid' then 1 else 0 end) as `claims_paid`, sum(case when not is_reversed and claim_status = 'Denied' then 1 else 0 end) as `claims_denied`, sum(case when not is_reversed and claim_status = 'Rejected' then 1 else 0 end) as `claims_rejected`, sum(case when not is_reversed and claim_status = 'Pending' then 1 else 0 end) as `claims_pending`, sum(case when is_reversed then 1 else 0 end) as `claims_reversed`, sum(case when not is_reversed then claim_amount else 0 end) as `claimed_amount`, sum(case when not is_reversed then paid_amount else 0 end) as `claim_payments`, sum(case when not is_reversed and claim_status in ('Pending', 'Approved') and claim_amount > paid_amount then claim_amount - paid_amount else 0 end) as `claims_outstanding`, sum(case when not is_reversed and claim_status in ('Approved', 'Paid', 'Denied') then claim_amount else 0 end) as `adjudicated_amount`, sum(case when not is_reversed and claim_status = 'Denied' then claim_amount else 0 end) as `denied_amount`, sum(case when is_reversed then 0 else patient_responsibility end) as `responsibility`, case when count(patient_responsibility) = 0 then 1 else 0 end as `responsibility_missing`
  from rows_in_slice group by hospital_id, slice
),
measured as (
  select `hospital_id`, `slice`, `claims`, `claims_approved`, `claims_paid`, `claims_denied`, `claims_rejected`, `claims_pending`, `claims_reversed`, `claimed_amount`, `claim_payments`, `claims_outstanding`, `adjudicated_amount`, `denied_amount`, `responsibility`, `responsibility_missing`
  from by_hospital
  union all
  select 'all' as `hospital_id`, `slice`, sum(claims) as `claims`, sum(claims_approved) as `claims_approved`, sum(claims_paid) as `claims_paid`, sum(claims_denied) as `claims_denied`, sum(claims_rejected) as `claims_rejected`, sum(claims_pending) as `claims_pending`, sum(claims_reversed) as `claims_reversed`, sum(claimed_amount) as `claimed_amount`, sum(claim_payments) as `claim_payments`, sum(claims_outstanding) as `claims_outstanding`, sum(adjudicated_amount) as `adjudicated_amount`, sum(denied_amount) as `denied_amount`, sum(responsibility) as `responsibility`, max(responsibility_missing) as `responsibility_missing`
  from by_hospital where slice in (select group_id from `gold`.`group_lookup` g where kind = 'department') group by slice
),
computed as (
  select 'claims_submitted' as `kpi_id`, `hospital_id`, `slice`, cast(claims as NUMERIC) as `numerator`, cast(null as NUMERIC) as `denominator`, cast(null as NUMERIC) as `quotient`, true as `is_sum`, 'claims' as `needs`
  from measured
  union all
  select 'claim_approval_rate_all' as `kpi_id`, `hospital_id`, `slice`, cast(claims_approved as NUMERIC) as `numerator`, cast(claims as NUMERIC) as `denominator`, cast(cast(round(cast(claims_approved as float64) / nullif(cast(claims as float64), 0) * 1e6) as numeric) * numeric '0.000001' as NUMERIC) as `quotient`, false as `is_sum`, 'claims' as `needs`
  from measured
  union all
  select 'claim_approval_rate' as `kpi_id`, `hospital_id`, `slice`, cast(claims_approved + claims_paid as NUMERIC) as `numerator`, cast(claims_approved + claims_paid + claims_denied as NUMERIC) as `denominator`, cast(cast(round(cast(claims_approved + claims_paid as float64) / nullif(cast(claims_approved + claims_paid + claims_denied as float64), 0) * 1e6) as numeric) * numeric '0.000001' as NUMERIC) as `quotient`, false as `is_sum`, 'adjudicated claims' as `needs`
  from measured
  union all
  select 'claim_rejection_rate' as `kpi_id`, `hospital_id`, `slice`, cast(claims_rejected as NUMERIC) as `numerator`, cast(claims as NUMERIC) as `denominator`, cast(cast(round(cast(claims_rejected as float64) / nullif(cast(claims as float64), 0) * 1e6) as numeric) * numeric '0.000001' as NUMERIC) as `quotient`, false as `is_sum`, 'claims' as `needs`
  from measured
  union all
  select 'denial_rate_count' as `kpi_id`, `hospital_id`, `slice`, cast(claims_denied as NUMERIC) as `numerator`, cast(claims_approved + claims_paid + claims_denied as NUMERIC) as `denominator`, cast(cast(round(cast(claims_denied as float64) / nullif(cast(claims_approved + claims_paid + claims_denied as float64), 0) * 1e6) as numeric) * numeric '0.000001' as NUMERIC) as `quotient`, false as `is_sum`, 'adjudicated claims' as `needs`
  from measured
  union all
  select 'denial_rate_dollars' as `kpi_id`, `hospital_id`, `slice`, cast(denied_amount as NUMERIC) as `numerator`, cast(adjudicated_amount as NUMERIC) as `denominator`, cast(cast(round(cast(denied_amount as float64) / nullif(cast(adjudicated_amount as float64), 0) * 1e6) as numeric) * numeric '0.000001' as NUMERIC) as `quotient`, false as `is_sum`, 'adjudicated claims' as `needs`
  from measured
  union all
  select 'claim_payment_rate' as `kpi_id`, `hospital_id`, `slice`, cast(claim_payments as NUMERIC) as `numerator`, cast(claimed_amount as NUMERIC) as `denominator`, cast(cast(round(cast(claim_payments as float64) / nullif(cast(claimed_amount as float64), 0) * 1e6) as numeric) * numeric '0.000001' as NUMERIC) as `quotient`, false as `is_sum`, 'claims' as `needs`
  from measured
  union all
  select 'patient_responsibility' as `kpi_id`, `hospital_id`, `slice`, cast(case when responsibility_missing = 0 then responsibility end as NUMERIC) as `numerator`, cast(null as NUMERIC) as `denominator`, cast(null as NUMERIC) as `quotient`, true as `is_sum`, 'deductible, coinsurance or copay on claims of every hospital in the slice' as `needs`
  from measured
),
valued as (
  select *, case when is_sum then numerator else quotient end as value from computed
)
select
  `kpi_id`,
  `hospital_id`,
  'department' as `slice_kind`,
  `slice`,
  `numerator`,
  `denominator`,
  `value`,
  case when value is null then 'not_computable' else 'ok' end as `status`,
  case when value is null then needs end as `needs`
from valued;
