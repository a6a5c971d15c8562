-- Generated from the code; npm run docs writes it again.
insert into `gold`.`kpi_values` (`kpi_id`, `hospital_id`, `slice_kind`, `slice`, `numerator`, `denominator`, `value`, `status`, `needs`)
with as_of as (
  select max(month_end) as as_of_day from `gold`.`ar_month_end` m
),
windows as (
  select hospital_id as charging, calendar_days from `gold`.`ar_month_end` m join as_of on month_end = as_of_day
),
rows_in_slice as (
  select hospital_id, substr(format_date('%F', service_date), 1, 7) as slice, service_date, amount, paid_amount, balance, as_of_day, calendar_days,
    amount - case when paid_date is not null then paid_amount else 0 end as open_balance
  from `gold`.`fact_transactions` f cross join as_of left join windows on charging = hospital_id
),
by_hospital as (
  select `hospital_id`, `slice`, count(*) as `transactions`, sum(amount) as `charges`, sum(paid_amount) as `payments`, sum(case when balance > 0 then balance else 0 end) as `outstanding`, sum(case when balance < 0 then 0 - balance else 0 end) as `credit_balance`
  from rows_in_slice group by hospital_id, slice
),
measured as (
  select `hospital_id`, `slice`, `transactions`, `charges`, `payments`, `outstanding`, `credit_balance`
  from by_hospital
  union all
  select 'all' as `hospital_id`, `slice`, sum(transactions) as `transactions`, sum(charges) as `charges`, sum(payments) as `payments`, sum(outstanding) as `outstanding`, sum(credit_balance) as `credit_balance`
  from by_hospital group by slice
),
computed as (
  select 'gross_charges' as `kpi_id`, `hospital_id`, `slice`, cast(charges as NUMERIC) as `numerator`, cast(null as NUMERIC) as `denominator`, cast(null as NUMERIC) as `quotient`, true as `is_sum`, 'transactions' as `needs`
  from measured
  union all
  select 'payments' as `kpi_id`, `hospital_id`, `slice`, cast(payments as NUMERIC) as `numerator`, cast(null as NUMERIC) as `denominator`, cast(null as NUMERIC) as `quotient`, true as `is_sum`, 'transactions' as `needs`
  from measured
  union all
  select 'outstanding' as `kpi_id`, `hospital_id`, `slice`, cast(outstanding as NUMERIC) as `numerator`, cast(null as NUMERIC) as `denominator`, cast(null as NUMERIC) as `quotient`, true as `is_sum`, 'transactions' as `needs`
  from measured
  union all
  select 'credit_balance' as `kpi_id`, `hospital_id`, `slice`, cast(credit_balance as NUMERIC) as `numerator`, cast(null as NUMERIC) as `denominator`, cast(null as NUMERIC) as `quotient`, true as `is_sum`, 'transactions' as `needs`
  from measured
  union all
  select 'gross_collection_rate' as `kpi_id`, `hospital_id`, `slice`, cast(payments as NUMERIC) as `numerator`, cast(charges as NUMERIC) as `denominator`, cast(cast(round(cast(payments as float64) / nullif(cast(charges as float64), 0) * 1e6) as numeric) * numeric '0.000001' as NUMERIC) as `quotient`, false as `is_sum`, 'charges' as `needs`
  from measured
),
valued as (
  select *, case when is_sum then numerator else quotient end as value from computed
)
select
  `kpi_id`,
  `hospital_id`,
  'month' as `slice_kind`,
  `slice`,
  `numerator`,
  `denominator`,
  `value`,
  case when value is null then 'not_computable' else 'ok' end as `status`,
  case when value is null then needs end as `needs`
from valued;
