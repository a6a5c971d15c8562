-- Generated from the code; npm run docs writes it again.
insert into `ops`.`reconciliations` (run_id, hospital_id, subject, expected, actual, difference)
with totals as (
  select hospital_id, 'provider_charge_summary.transactions' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'provider_charge_summary.transactions', cast(0 as NUMERIC), cast(sum(transactions) as NUMERIC) from `gold`.`provider_charge_summary` group by hospital_id
  union all
  select hospital_id, 'provider_charge_summary.charges' as subject, cast(sum(amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'provider_charge_summary.charges', cast(0 as NUMERIC), cast(sum(charges) as NUMERIC) from `gold`.`provider_charge_summary` group by hospital_id
  union all
  select hospital_id, 'provider_charge_summary.payments' as subject, cast(sum(paid_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'provider_charge_summary.payments', cast(0 as NUMERIC), cast(sum(payments) as NUMERIC) from `gold`.`provider_charge_summary` group by hospital_id
  union all
  select hospital_id, 'patient_history.transactions' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'patient_history.transactions', cast(0 as NUMERIC), cast(sum(transactions) as NUMERIC) from `gold`.`patient_history` group by hospital_id
  union all
  select hospital_id, 'patient_history.charges' as subject, cast(sum(amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'patient_history.charges', cast(0 as NUMERIC), cast(sum(charges) as NUMERIC) from `gold`.`patient_history` group by hospital_id
  union all
  select hospital_id, 'patient_history.payments' as subject, cast(sum(paid_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'patient_history.payments', cast(0 as NUMERIC), cast(sum(payments) as NUMERIC) from `gold`.`patient_history` group by hospital_id
  union all
  select hospital_id, 'patient_history.claims' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'patient_history.claims', cast(0 as NUMERIC), cast(sum(claims) as NUMERIC) from `gold`.`patient_history` group by hospital_id
  union all
  select hospital_id, 'patient_history.claimed_amount' as subject, cast(sum(claim_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'patient_history.claimed_amount', cast(0 as NUMERIC), cast(sum(claimed_amount) as NUMERIC) from `gold`.`patient_history` group by hospital_id
  union all
  select hospital_id, 'patient_history.claim_payments' as subject, cast(sum(paid_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'patient_history.claim_payments', cast(0 as NUMERIC), cast(sum(claim_payments) as NUMERIC) from `gold`.`patient_history` group by hospital_id
  union all
  select hospital_id, 'patient_history.encounters' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_encounters` group by hospital_id
  union all
  select hospital_id, 'patient_history.encounters', cast(0 as NUMERIC), cast(sum(encounters) as NUMERIC) from `gold`.`patient_history` group by hospital_id
  union all
  select hospital_id, 'provider_performance.transactions' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'provider_performance.transactions', cast(0 as NUMERIC), cast(sum(transactions) as NUMERIC) from `gold`.`provider_performance` group by hospital_id
  union all
  select hospital_id, 'provider_performance.charges' as subject, cast(sum(amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'provider_performance.charges', cast(0 as NUMERIC), cast(sum(charges) as NUMERIC) from `gold`.`provider_performance` group by hospital_id
  union all
  select hospital_id, 'provider_performance.payments' as subject, cast(sum(paid_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'provider_performance.payments', cast(0 as NUMERIC), cast(sum(payments) as NUMERIC) from `gold`.`provider_performance` group by hospital_id
  union all
  select hospital_id, 'provider_performance.claims' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'provider_performance.claims', cast(0 as NUMERIC), cast(sum(claims) as NUMERIC) from `gold`.`provider_performance` group by hospital_id
  union all
  select hospital_id, 'provider_performance.claimed_amount' as subject, cast(sum(claim_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'provider_performance.claimed_amount', cast(0 as NUMERIC), cast(sum(claimed_amount) as NUMERIC) from `gold`.`provider_performance` group by hospital_id
  union all
  select hospital_id, 'provider_performance.claim_payments' as subject, cast(sum(paid_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'provider_performance.claim_payments', cast(0 as NUMERIC), cast(sum(claim_payments) as NUMERIC) from `gold`.`provider_performance` group by hospital_id
  union all
  select hospital_id, 'provider_performance.encounters' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_encounters` group by hospital_id
  union all
  select hospital_id, 'provider_performance.encounters', cast(0 as NUMERIC), cast(sum(encounters) as NUMERIC) from `gold`.`provider_performance` group by hospital_id
  union all
  select hospital_id, 'department_performance.transactions' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'department_performance.transactions', cast(0 as NUMERIC), cast(sum(transactions) as NUMERIC) from `gold`.`department_performance` group by hospital_id
  union all
  select hospital_id, 'department_performance.charges' as subject, cast(sum(amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'department_performance.charges', cast(0 as NUMERIC), cast(sum(charges) as NUMERIC) from `gold`.`department_performance` group by hospital_id
  union all
  select hospital_id, 'department_performance.payments' as subject, cast(sum(paid_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'department_performance.payments', cast(0 as NUMERIC), cast(sum(payments) as NUMERIC) from `gold`.`department_performance` group by hospital_id
  union all
  select hospital_id, 'department_performance.claims' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'department_performance.claims', cast(0 as NUMERIC), cast(sum(claims) as NUMERIC) from `gold`.`department_performance` group by hospital_id
  union all
  select hospital_id, 'department_performance.claimed_amount' as subject, cast(sum(claim_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'department_performance.claimed_amount', cast(0 as NUMERIC), cast(sum(claimed_amount) as NUMERIC) from `gold`.`department_performance` group by hospital_id
  union all
  select hospital_id, 'department_performance.claim_payments' as subject, cast(sum(paid_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'department_performance.claim_payments', cast(0 as NUMERIC), cast(sum(claim_payments) as NUMERIC) from `gold`.`department_performance` group by hospital_id
  union all
  select hospital_id, 'department_performance.encounters' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_encounters` group by hospital_id
  union all
  select hospital_id, 'department_performance.encounters', cast(0 as NUMERIC), cast(sum(encounters) as NUMERIC) from `gold`.`department_performance` group by hospital_id
  union all
  select hospital_id, 'financial_metrics.transactions' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'financial_metrics.transactions', cast(0 as NUMERIC), cast(sum(transactions) as NUMERIC) from `gold`.`financial_metrics` group by hospital_id
  union all
  select hospital_id, 'financial_metrics.charges' as subject, cast(sum(amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'financial_metrics.charges', cast(0 as NUMERIC), cast(sum(charges) as NUMERIC) from `gold`.`financial_metrics` group by hospital_id
  union all
  select hospital_id, 'financial_metrics.payments' as subject, cast(sum(paid_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'financial_metrics.payments', cast(0 as NUMERIC), cast(sum(payments) as NUMERIC) from `gold`.`financial_metrics` group by hospital_id
  union all
  select hospital_id, 'financial_metrics.claims' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'financial_metrics.claims', cast(0 as NUMERIC), cast(sum(claims) as NUMERIC) from `gold`.`financial_metrics` group by hospital_id
  union all
  select hospital_id, 'financial_metrics.claimed_amount' as subject, cast(sum(claim_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'financial_metrics.claimed_amount', cast(0 as NUMERIC), cast(sum(claimed_amount) as NUMERIC) from `gold`.`financial_metrics` group by hospital_id
  union all
  select hospital_id, 'financial_metrics.claim_payments' as subject, cast(sum(paid_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'financial_metrics.claim_payments', cast(0 as NUMERIC), cast(sum(claim_payments) as NUMERIC) from `gold`.`financial_metrics` group by hospital_id
  union all
  select hospital_id, 'financial_metrics.encounters' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_encounters` group by hospital_id
  union all
  select hospital_id, 'financial_metrics.encounters', cast(0 as NUMERIC), cast(sum(encounters) as NUMERIC) from `gold`.`financial_metrics` group by hospital_id
  union all
  select hospital_id, 'financial_metrics_by_month.transactions' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'financial_metrics_by_month.transactions', cast(0 as NUMERIC), cast(sum(transactions) as NUMERIC) from `gold`.`financial_metrics_by_month` group by hospital_id
  union all
  select hospital_id, 'financial_metrics_by_month.charges' as subject, cast(sum(amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'financial_metrics_by_month.charges', cast(0 as NUMERIC), cast(sum(charges) as NUMERIC) from `gold`.`financial_metrics_by_month` group by hospital_id
  union all
  select hospital_id, 'financial_metrics_by_month.payments' as subject, cast(sum(paid_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_transactions` group by hospital_id
  union all
  select hospital_id, 'financial_metrics_by_month.payments', cast(0 as NUMERIC), cast(sum(payments) as NUMERIC) from `gold`.`financial_metrics_by_month` group by hospital_id
  union all
  select hospital_id, 'financial_metrics_by_month.claims' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'financial_metrics_by_month.claims', cast(0 as NUMERIC), cast(sum(claims) as NUMERIC) from `gold`.`financial_metrics_by_month` group by hospital_id
  union all
  select hospital_id, 'financial_metrics_by_month.claimed_amount' as subject, cast(sum(claim_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'financial_metrics_by_month.claimed_amount', cast(0 as NUMERIC), cast(sum(claimed_amount) as NUMERIC) from `gold`.`financial_metrics_by_month` group by hospital_id
  union all
  select hospital_id, 'financial_metrics_by_month.claim_payments' as subject, cast(sum(paid_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'financial_metrics_by_month.claim_payments', cast(0 as NUMERIC), cast(sum(claim_payments) as NUMERIC) from `gold`.`financial_metrics_by_month` group by hospital_id
  union all
  select hospital_id, 'financial_metrics_by_month.encounters' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_encounters` group by hospital_id
  union all
  select hospital_id, 'financial_metrics_by_month.encounters', cast(0 as NUMERIC), cast(sum(encounters) as NUMERIC) from `gold`.`financial_metrics_by_month` group by hospital_id
  union all
  select hospital_id, 'payor_performance.claims' as subject, cast(count(*) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'payor_performance.claims', cast(0 as NUMERIC), cast(sum(claims) as NUMERIC) from `gold`.`payor_performance` group by hospital_id
  union all
  select hospital_id, 'payor_performance.claimed_amount' as subject, cast(sum(claim_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'payor_performance.claimed_amount', cast(0 as NUMERIC), cast(sum(claimed_amount) as NUMERIC) from `gold`.`payor_performance` group by hospital_id
  union all
  select hospital_id, 'payor_performance.claim_payments' as subject, cast(sum(paid_amount) as NUMERIC) as expected, cast(0 as NUMERIC) as actual from `gold`.`fact_claims` group by hospital_id
  union all
  select hospital_id, 'payor_performance.claim_payments', cast(0 as NUMERIC), cast(sum(claim_payments) as NUMERIC) from `gold`.`payor_performance` group by hospital_id
)
select @run_id, hospital_id, subject, sum(expected), sum(actual), sum(actual) - sum(expected)
from totals group by hospital_id, subject;
