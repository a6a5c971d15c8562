-- Generated from the code; npm run docs writes it again.
insert into "gold"."kpi_values" ("kpi_id", "hospital_id", "slice_kind", "slice", "numerator", "denominator", "value", "status", "needs")
with counted as (
  select hospital_id, coalesce(payer_id, 'unknown') as slice, not is_reversed and claim_status in ('Approved', 'Paid', 'Denied') as is_decided, date_diff('day', claim_date, adjudication_date) as duration, count(*) as claims
  from "gold"."fact_claims" f group by 1, 2, 3, 4
),
delivering as (
  select hospital_id, max(case when duration is not null then 1 else 0 end) as delivers from counted group by hospital_id
),
aged as (
  select c.hospital_id, c.slice, c.is_decided, case when c.is_decided then c.duration end as days, c.claims, d.delivers
  from counted c join delivering d on d.hospital_id = c.hospital_id
),
scoped as (
  select "hospital_id", "slice", "days", "is_decided", "delivers", "claims"
  from aged
  union all
  select 'all' as "hospital_id", "slice", "days", "is_decided", "delivers", "claims"
  from aged
),
undelivered as (
  select hospital_id, slice, max(case when is_decided and delivers = 0 then 1 else 0 end) as undelivered,
    sum(case when days is not null then claims else 0 end) as measured_claims
  from scoped group by "hospital_id", "slice"
),
by_days as (
  select hospital_id, slice, days, sum(claims) as claims from scoped where days is not null group by "hospital_id", "slice", days
),
ranked as (
  select hospital_id, slice, days, claims, sum(claims) over (partition by "hospital_id", "slice" order by days) as last_rank
  from by_days
),
rows_in_slice as (
  select u.hospital_id, u.slice, u.undelivered, u.measured_claims, r.days, r.last_rank, r.last_rank - r.claims as ranks_before
  from undelivered u left join ranked r on r.hospital_id = u.hospital_id and r.slice = u.slice
),
by_hospital as (
  select "hospital_id", "slice", max(measured_claims) as "claims", max(undelivered) as "undelivered", max(case when 2 * ranks_before < measured_claims and 2 * last_rank >= measured_claims then days end) + max(case when 2 * ranks_before <= measured_claims and 2 * last_rank > measured_claims then days end) as "middle_days", max(case when 10 * ranks_before < 9 * measured_claims then days end) as "p90_days"
  from rows_in_slice group by hospital_id, slice
),
measured as (
  select "hospital_id", "slice", "claims", "undelivered", "middle_days", "p90_days"
  from by_hospital
),
computed as (
  select 'claim_processing_days_median' as "kpi_id", "hospital_id", "slice", cast(case when undelivered = 0 and claims > 0 then cast(cast(round(cast(cast(middle_days as varchar) as double) / nullif(cast(cast(2 as varchar) as double), 0) * 1e6) as decimal(29, 0)) * 0.000001 as decimal(38, 9)) end as decimal(38, 9)) as "numerator", cast(claims as decimal(38, 9)) as "denominator", cast(case when undelivered = 0 and claims > 0 then cast(cast(round(cast(cast(middle_days as varchar) as double) / nullif(cast(cast(2 as varchar) as double), 0) * 1e6) as decimal(29, 0)) * 0.000001 as decimal(38, 9)) end as decimal(38, 9)) as "quotient", false as "is_sum", 'adjudication dates from every hospital in the slice' as "needs"
  from measured
  union all
  select 'claim_processing_days_p90' as "kpi_id", "hospital_id", "slice", cast(case when undelivered = 0 and claims > 0 then p90_days end as decimal(38, 9)) as "numerator", cast(claims as decimal(38, 9)) as "denominator", cast(case when undelivered = 0 and claims > 0 then p90_days end as decimal(38, 9)) as "quotient", false as "is_sum", 'adjudication dates from every hospital in the slice' as "needs"
  from measured
),
valued as (
  select *, case when is_sum then numerator else quotient end as value from computed
)
select
  "kpi_id",
  "hospital_id",
  'payer' as "slice_kind",
  "slice",
  "numerator",
  "denominator",
  "value",
  case when value is null then 'not_computable' else 'ok' end as "status",
  case when value is null then needs end as "needs"
from valued;
