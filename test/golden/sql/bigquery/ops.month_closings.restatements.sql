-- Generated from the code; npm run docs writes it again.
with ordered as (
  select hospital_id, month, run_id, recorded_at, charges, lag(charges) over (partition by hospital_id, month order by recorded_at, run_id) as charges_before,
    payments, lag(payments) over (partition by hospital_id, month order by recorded_at, run_id) as payments_before,
    receivable, lag(receivable) over (partition by hospital_id, month order by recorded_at, run_id) as receivable_before,
    credit_balance, lag(credit_balance) over (partition by hospital_id, month order by recorded_at, run_id) as credit_balance_before
  from `ops`.`month_closings` c
),
changes as (
  select `hospital_id`, `month`, `run_id`, `recorded_at`, 'charges' as `measure`, charges_before as `before_value`, charges as `after_value`
  from ordered where charges_before <> charges
  union all
  select `hospital_id`, `month`, `run_id`, `recorded_at`, 'payments' as `measure`, payments_before as `before_value`, payments as `after_value`
  from ordered where payments_before <> payments
  union all
  select `hospital_id`, `month`, `run_id`, `recorded_at`, 'receivable' as `measure`, receivable_before as `before_value`, receivable as `after_value`
  from ordered where receivable_before <> receivable
  union all
  select `hospital_id`, `month`, `run_id`, `recorded_at`, 'credit_balance' as `measure`, credit_balance_before as `before_value`, credit_balance as `after_value`
  from ordered where credit_balance_before <> credit_balance
)
select hospital_id, month, measure, before_value, after_value, run_id
from changes order by recorded_at desc, hospital_id, month, measure;
