-- Generated from the code; npm run docs writes it again.
insert into `gold`.`kpi_values` (`kpi_id`, `hospital_id`, `slice_kind`, `slice`, `numerator`, `denominator`, `value`, `status`, `needs`)
with as_of as (
  select max(month_end) as as_of_day from `gold`.`ar_month_end` m
),
windows as (
  select hospital_id as charging, calendar_days from `gold`.`ar_month_end` m join as_of on month_end = as_of_day
),
rows_in_slice as (
  select hospital_id, case when group_department_id is not null then group_department_id when department_id in (select group_id from `gold`.`group_lookup` g where kind = 'department') then concat(hospital_id, '/', department_id) else coalesce(department_id, 'unknown') end as slice, service_date, amount, paid_amount, balance, as_of_day, calendar_days,
    amount - case when paid_date is not null then paid_amount else 0 end as open_balance
  from `gold`.`fact_transactions` f cross join as_of left join windows on charging = hospital_id
),
by_hospital as (
  select `hospital_id`, `slice`, count(*) as `transactions`, sum(amount) as `charges`, sum(paid_amount) as `payments`, sum(case when balance > 0 then balance else 0 end) as `outstanding`, sum(case when balance < 0 then 0 - balance else 0 end) as `credit_balance`, sum(case when open_balance > 0 then open_balance else 0 end) as `receivable`, sum(case when open_balance < 0 then 0 - open_balance else 0 end) as `posted_credit`, sum(case when date_diff(as_of_day, service_date, day) < 91 then amount else 0 end) as `trailing_charges`, max(case when calendar_days = 91 then 0 else 1 end) as `window_missing`, sum(case when open_balance > 0 and date_diff(as_of_day, service_date, day) >= 0 and date_diff(as_of_day, service_date, day) <= 30 then open_balance else 0 end) as `aged_ar_0_30`, sum(case when open_balance > 0 and date_diff(as_of_day, service_date, day) >= 31 and date_diff(as_of_day, service_date, day) <= 60 then open_balance else 0 end) as `aged_ar_31_60`, sum(case when open_balance > 0 and date_diff(as_of_day, service_date, day) >= 61 and date_diff(as_of_day, service_date, day) <= 90 then open_balance else 0 end) as `aged_ar_61_90`, sum(case when open_balance > 0 and date_diff(as_of_day, service_date, day) >= 91 and date_diff(as_of_day, service_date, day) <= 120 then open_balance else 0 end) as `aged_ar_91_120`, sum(case when open_balance > 0 and date_diff(as_of_day, service_date, day) >= 121 then open_balance else 0 end) as `aged_ar_over_120`
  from rows_in_slice group by hospital_id, slice
),
measured as (
  select `hospital_id`, `slice`, `transactions`, `charges`, `payments`, `outstanding`, `credit_balance`, `receivable`, `posted_credit`, `trailing_charges`, `window_missing`, `aged_ar_0_30`, `aged_ar_31_60`, `aged_ar_61_90`, `aged_ar_91_120`, `aged_ar_over_120`
  from by_hospital
  union all
  select 'all' as `hospital_id`, `slice`, sum(transactions) as `transactions`, sum(charges) as `charges`, sum(payments) as `payments`, sum(outstanding) as `outstanding`, sum(credit_balance) as `credit_balance`, sum(receivable) as `receivable`, sum(posted_credit) as `posted_credit`, sum(trailing_charges) as `trailing_charges`, max(window_missing) as `window_missing`, sum(aged_ar_0_30) as `aged_ar_0_30`, sum(aged_ar_31_60) as `aged_ar_31_60`, sum(aged_ar_61_90) as `aged_ar_61_90`, sum(aged_ar_91_120) as `aged_ar_91_120`, sum(aged_ar_over_120) as `aged_ar_over_120`
  from by_hospital where slice in (select group_id from `gold`.`group_lookup` g where kind = 'department') group by slice
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
  union all
  select 'ar_balance' as `kpi_id`, `hospital_id`, `slice`, cast(receivable as NUMERIC) as `numerator`, cast(null as NUMERIC) as `denominator`, cast(null as NUMERIC) as `quotient`, true as `is_sum`, 'transactions' as `needs`
  from measured
  union all
  select 'ar_credit_balance' as `kpi_id`, `hospital_id`, `slice`, cast(posted_credit as NUMERIC) as `numerator`, cast(null as NUMERIC) as `denominator`, cast(null as NUMERIC) as `quotient`, true as `is_sum`, 'transactions' as `needs`
  from measured
  union all
  select 'days_in_ar' as `kpi_id`, `hospital_id`, `slice`, cast(receivable as NUMERIC) as `numerator`, cast(cast(round(cast(trailing_charges as float64) / nullif(cast(91 as float64), 0) * 1e6) as numeric) * numeric '0.000001' as NUMERIC) as `denominator`, cast(case when window_missing = 0 then cast(round(cast(91 * receivable as float64) / nullif(cast(trailing_charges as float64), 0) * 1e6) as numeric) * numeric '0.000001' end as NUMERIC) as `quotient`, false as `is_sum`, '91 days of charges' as `needs`
  from measured
  union all
  select 'aged_ar_0_30' as `kpi_id`, `hospital_id`, `slice`, cast(aged_ar_0_30 as NUMERIC) as `numerator`, cast(receivable as NUMERIC) as `denominator`, cast(cast(round(cast(aged_ar_0_30 as float64) / nullif(cast(receivable as float64), 0) * 1e6) as numeric) * numeric '0.000001' as NUMERIC) as `quotient`, false as `is_sum`, 'open balances' as `needs`
  from measured
  union all
  select 'aged_ar_31_60' as `kpi_id`, `hospital_id`, `slice`, cast(aged_ar_31_60 as NUMERIC) as `numerator`, cast(receivable as NUMERIC) as `denominator`, cast(cast(round(cast(aged_ar_31_60 as float64) / nullif(cast(receivable as float64), 0) * 1e6) as numeric) * numeric '0.000001' as NUMERIC) as `quotient`, false as `is_sum`, 'open balances' as `needs`
  from measured
  union all
  select 'aged_ar_61_90' as `kpi_id`, `hospital_id`, `slice`, cast(aged_ar_61_90 as NUMERIC) as `numerator`, cast(receivable as NUMERIC) as `denominator`, cast(cast(round(cast(aged_ar_61_90 as float64) / nullif(cast(receivable as float64), 0) * 1e6) as numeric) * numeric '0.000001' as NUMERIC) as `quotient`, false as `is_sum`, 'open balances' as `needs`
  from measured
  union all
  select 'aged_ar_91_120' as `kpi_id`, `hospital_id`, `slice`, cast(aged_ar_91_120 as NUMERIC) as `numerator`, cast(receivable as NUMERIC) as `denominator`, cast(cast(round(cast(aged_ar_91_120 as float64) / nullif(cast(receivable as float64), 0) * 1e6) as numeric) * numeric '0.000001' as NUMERIC) as `quotient`, false as `is_sum`, 'open balances' as `needs`
  from measured
  union all
  select 'aged_ar_over_120' as `kpi_id`, `hospital_id`, `slice`, cast(aged_ar_over_120 as NUMERIC) as `numerator`, cast(receivable as NUMERIC) as `denominator`, cast(cast(round(cast(aged_ar_over_120 as float64) / nullif(cast(receivable as float64), 0) * 1e6) as numeric) * numeric '0.000001' as NUMERIC) as `quotient`, false as `is_sum`, 'open balances' as `needs`
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
