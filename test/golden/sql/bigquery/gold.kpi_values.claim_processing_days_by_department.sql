-- Generated from the code; npm run docs writes it again.
insert into `gold`.`kpi_values` (`kpi_id`, `hospital_id`, `slice_kind`, `slice`, `numerator`, `denominator`, `value`, `status`, `needs`)
with aged as (
  select hospital_id, case when group_department_id is not null then group_department_id when department_id in (select group_id from `gold`.`group_lookup` g where kind = 'department') then concat(hospital_id, '/', department_id) else coalesce(department_id, 'unknown') end as slice, not is_reversed and claim_status in ('Approved', 'Paid', 'Denied') as is_decided,
    case when not is_reversed and claim_status in ('Approved', 'Paid', 'Denied') then date_diff(adjudication_date, claim_date, day) end as days,
    max(case when date_diff(adjudication_date, claim_date, day) is not null then 1 else 0 end) over (partition by hospital_id) as delivers
  from `gold`.`fact_claims` f
),
scoped as (
  select `hospital_id`, `slice`, `days`, `is_decided`, `delivers`
  from aged
  union all
  select 'all' as `hospital_id`, `slice`, `days`, `is_decided`, `delivers`
  from aged where slice in (select group_id from `gold`.`group_lookup` g where kind = 'department')
),
rows_in_slice as (
  select hospital_id, slice, days, is_decided, delivers,
    row_number() over (partition by hospital_id, slice order by case when days is null then 1 else 0 end, days) as day_rank,
    count(days) over (partition by hospital_id, slice) as measured_claims
  from scoped
),
by_hospital as (
  select `hospital_id`, `slice`, max(measured_claims) as `claims`, max(case when is_decided and delivers = 0 then 1 else 0 end) as `undelivered`, sum(case when 2 * day_rank between measured_claims and measured_claims + 2 then days end) as `middle_days`, count(case when 2 * day_rank between measured_claims and measured_claims + 2 then days end) as `middle_claims`, max(case when 10 * (day_rank - 1) < 9 * measured_claims then days end) as `p90_days`
  from rows_in_slice group by hospital_id, slice
),
measured as (
  select `hospital_id`, `slice`, `claims`, `undelivered`, `middle_days`, `middle_claims`, `p90_days`
  from by_hospital
),
computed as (
  select 'claim_processing_days_median' as `kpi_id`, `hospital_id`, `slice`, cast(case when undelivered = 0 and claims > 0 then cast(round(cast(middle_days as float64) / nullif(cast(middle_claims as float64), 0) * 1e6) as numeric) * numeric '0.000001' end as NUMERIC) as `numerator`, cast(claims as NUMERIC) as `denominator`, cast(case when undelivered = 0 and claims > 0 then cast(round(cast(middle_days as float64) / nullif(cast(middle_claims as float64), 0) * 1e6) as numeric) * numeric '0.000001' end as NUMERIC) as `quotient`, false as `is_sum`, 'adjudication dates from every hospital in the slice' as `needs`
  from measured
  union all
  select 'claim_processing_days_p90' as `kpi_id`, `hospital_id`, `slice`, cast(case when undelivered = 0 and claims > 0 then p90_days end as NUMERIC) as `numerator`, cast(claims as NUMERIC) as `denominator`, cast(case when undelivered = 0 and claims > 0 then p90_days end as NUMERIC) as `quotient`, false as `is_sum`, 'adjudication dates from every hospital in the slice' as `needs`
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
