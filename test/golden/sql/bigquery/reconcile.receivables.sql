-- Generated from the code; npm run docs writes it again.
insert into `ops`.`reconciliations` (`run_id`, `hospital_id`, `subject`, `expected`, `actual`, `difference`)
with totals as (
  select `hospital_id`, 'ar_month_end.roll_forward' as `subject`, cast(0 as NUMERIC) as `expected`, cast(0 as NUMERIC) as `actual`
  from `gold`.`ar_month_end` group by hospital_id
  union all
  select `hospital_id`, 'ar_month_end.roll_forward' as `subject`, cast(0 as NUMERIC) as `expected`, cast(sum(abs(opening + charges - payments - adjustments - closing) + abs(closing - (receivable - credit_balance))) as NUMERIC) as `actual`
  from `gold`.`ar_month_end` group by hospital_id
  union all
  select `hospital_id`, 'ar_month_end.charges' as `subject`, cast(sum(amount) as NUMERIC) as `expected`, cast(0 as NUMERIC) as `actual`
  from `silver`.`transactions` where is_current group by hospital_id
  union all
  select `hospital_id`, 'ar_month_end.charges' as `subject`, cast(0 as NUMERIC) as `expected`, cast(sum(charges) as NUMERIC) as `actual`
  from `gold`.`ar_month_end` group by hospital_id
  union all
  select `hospital_id`, 'ar_month_end.payments' as `subject`, cast(sum(case when paid_date is not null then paid_amount else 0 end) as NUMERIC) as `expected`, cast(0 as NUMERIC) as `actual`
  from `silver`.`transactions` where is_current group by hospital_id
  union all
  select `hospital_id`, 'ar_month_end.payments' as `subject`, cast(0 as NUMERIC) as `expected`, cast(sum(payments) as NUMERIC) as `actual`
  from `gold`.`ar_month_end` group by hospital_id
  union all
  select `hospital_id`, 'ar_month_end.receivable' as `subject`, cast(sum(greatest(amount - case when paid_date is not null then paid_amount else 0 end, 0)) as NUMERIC) as `expected`, cast(0 as NUMERIC) as `actual`
  from `silver`.`transactions` where is_current group by hospital_id
  union all
  select `hospital_id`, 'ar_month_end.receivable' as `subject`, cast(0 as NUMERIC) as `expected`, cast(sum(receivable) as NUMERIC) as `actual`
  from `gold`.`ar_month_end` where month_end = (select max(month_end) from `gold`.`ar_month_end`) group by hospital_id
  union all
  select `hospital_id`, 'ar_month_end.credit_balance' as `subject`, cast(sum(greatest(0 - (amount - case when paid_date is not null then paid_amount else 0 end), 0)) as NUMERIC) as `expected`, cast(0 as NUMERIC) as `actual`
  from `silver`.`transactions` where is_current group by hospital_id
  union all
  select `hospital_id`, 'ar_month_end.credit_balance' as `subject`, cast(0 as NUMERIC) as `expected`, cast(sum(credit_balance) as NUMERIC) as `actual`
  from `gold`.`ar_month_end` where month_end = (select max(month_end) from `gold`.`ar_month_end`) group by hospital_id
)
select
  @run_id as `run_id`,
  `hospital_id`,
  `subject`,
  sum(expected) as `expected`,
  sum(actual) as `actual`,
  sum(actual) - sum(expected) as `difference`
from totals group by hospital_id, subject;
