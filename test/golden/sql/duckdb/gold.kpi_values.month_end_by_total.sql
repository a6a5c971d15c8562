-- Generated from the code; npm run docs writes it again.
insert into "gold"."kpi_values" ("kpi_id", "hospital_id", "slice_kind", "slice", "numerator", "denominator", "value", "status", "needs")
with rows_in_slice as (
  select *, 'total' as slice from "gold"."ar_month_end" m
),
by_hospital as (
  select "hospital_id", "slice", sum(charges) as "charges", sum(payments) as "payments", sum(receivable) as "receivable", sum(credit_balance) as "credit_balance", sum(trailing_charges) as "trailing_charges", max(case when calendar_days = 91 then 0 else 1 end) as "window_missing"
  from rows_in_slice group by hospital_id, slice
),
measured as (
  select "hospital_id", "slice", "charges", "payments", "receivable", "credit_balance", "trailing_charges", "window_missing"
  from by_hospital
  union all
  select 'all' as "hospital_id", "slice", sum(charges) as "charges", sum(payments) as "payments", sum(receivable) as "receivable", sum(credit_balance) as "credit_balance", sum(trailing_charges) as "trailing_charges", max(window_missing) as "window_missing"
  from by_hospital group by slice
),
computed as (
  select 'gross_collection_rate_posted' as "kpi_id", "hospital_id", "slice", cast(payments as decimal(38, 9)) as "numerator", cast(charges as decimal(38, 9)) as "denominator", cast(cast(cast(round(cast(cast(payments as varchar) as double) / nullif(cast(cast(charges as varchar) as double), 0) * 1e6) as decimal(29, 0)) * 0.000001 as decimal(38, 9)) as decimal(38, 9)) as "quotient", false as "is_sum", 'charges' as "needs"
  from measured
),
valued as (
  select *, case when is_sum then numerator else quotient end as value from computed
)
select
  "kpi_id",
  "hospital_id",
  'total' as "slice_kind",
  "slice",
  "numerator",
  "denominator",
  "value",
  case when value is null then 'not_computable' else 'ok' end as "status",
  case when value is null then needs end as "needs"
from valued;
