-- Generated from the code; npm run docs writes it again.
insert into "ops"."reconciliations" ("run_id", "hospital_id", "subject", "expected", "actual", "difference")
with totals as (
  select "hospital_id", 'provider_charge_summary.transactions' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'provider_charge_summary.transactions' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(transactions) as decimal(38, 9)) as "actual"
  from "gold"."provider_charge_summary" group by hospital_id
  union all
  select "hospital_id", 'provider_charge_summary.charges' as "subject", cast(sum(amount) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'provider_charge_summary.charges' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(charges) as decimal(38, 9)) as "actual"
  from "gold"."provider_charge_summary" group by hospital_id
  union all
  select "hospital_id", 'provider_charge_summary.payments' as "subject", cast(sum(paid_amount) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'provider_charge_summary.payments' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(payments) as decimal(38, 9)) as "actual"
  from "gold"."provider_charge_summary" group by hospital_id
  union all
  select "hospital_id", 'patient_history.transactions' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'patient_history.transactions' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(transactions) as decimal(38, 9)) as "actual"
  from "gold"."patient_history" group by hospital_id
  union all
  select "hospital_id", 'patient_history.charges' as "subject", cast(sum(amount) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'patient_history.charges' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(charges) as decimal(38, 9)) as "actual"
  from "gold"."patient_history" group by hospital_id
  union all
  select "hospital_id", 'patient_history.payments' as "subject", cast(sum(paid_amount) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'patient_history.payments' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(payments) as decimal(38, 9)) as "actual"
  from "gold"."patient_history" group by hospital_id
  union all
  select "hospital_id", 'patient_history.claims' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'patient_history.claims' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claims) as decimal(38, 9)) as "actual"
  from "gold"."patient_history" group by hospital_id
  union all
  select "hospital_id", 'patient_history.claimed_amount' as "subject", cast(sum(case when is_reversed then 0 else claim_amount end) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'patient_history.claimed_amount' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claimed_amount) as decimal(38, 9)) as "actual"
  from "gold"."patient_history" group by hospital_id
  union all
  select "hospital_id", 'patient_history.claim_payments' as "subject", cast(sum(case when is_reversed then 0 else paid_amount end) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'patient_history.claim_payments' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claim_payments) as decimal(38, 9)) as "actual"
  from "gold"."patient_history" group by hospital_id
  union all
  select "hospital_id", 'patient_history.encounters' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_encounters" group by hospital_id
  union all
  select "hospital_id", 'patient_history.encounters' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(encounters) as decimal(38, 9)) as "actual"
  from "gold"."patient_history" group by hospital_id
  union all
  select "hospital_id", 'provider_performance.transactions' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'provider_performance.transactions' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(transactions) as decimal(38, 9)) as "actual"
  from "gold"."provider_performance" group by hospital_id
  union all
  select "hospital_id", 'provider_performance.charges' as "subject", cast(sum(amount) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'provider_performance.charges' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(charges) as decimal(38, 9)) as "actual"
  from "gold"."provider_performance" group by hospital_id
  union all
  select "hospital_id", 'provider_performance.payments' as "subject", cast(sum(paid_amount) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'provider_performance.payments' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(payments) as decimal(38, 9)) as "actual"
  from "gold"."provider_performance" group by hospital_id
  union all
  select "hospital_id", 'provider_performance.claims' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'provider_performance.claims' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claims) as decimal(38, 9)) as "actual"
  from "gold"."provider_performance" group by hospital_id
  union all
  select "hospital_id", 'provider_performance.claimed_amount' as "subject", cast(sum(case when is_reversed then 0 else claim_amount end) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'provider_performance.claimed_amount' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claimed_amount) as decimal(38, 9)) as "actual"
  from "gold"."provider_performance" group by hospital_id
  union all
  select "hospital_id", 'provider_performance.claim_payments' as "subject", cast(sum(case when is_reversed then 0 else paid_amount end) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'provider_performance.claim_payments' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claim_payments) as decimal(38, 9)) as "actual"
  from "gold"."provider_performance" group by hospital_id
  union all
  select "hospital_id", 'provider_performance.encounters' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_encounters" group by hospital_id
  union all
  select "hospital_id", 'provider_performance.encounters' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(encounters) as decimal(38, 9)) as "actual"
  from "gold"."provider_performance" group by hospital_id
  union all
  select "hospital_id", 'department_performance.transactions' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'department_performance.transactions' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(transactions) as decimal(38, 9)) as "actual"
  from "gold"."department_performance" group by hospital_id
  union all
  select "hospital_id", 'department_performance.charges' as "subject", cast(sum(amount) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'department_performance.charges' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(charges) as decimal(38, 9)) as "actual"
  from "gold"."department_performance" group by hospital_id
  union all
  select "hospital_id", 'department_performance.payments' as "subject", cast(sum(paid_amount) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'department_performance.payments' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(payments) as decimal(38, 9)) as "actual"
  from "gold"."department_performance" group by hospital_id
  union all
  select "hospital_id", 'department_performance.claims' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'department_performance.claims' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claims) as decimal(38, 9)) as "actual"
  from "gold"."department_performance" group by hospital_id
  union all
  select "hospital_id", 'department_performance.claimed_amount' as "subject", cast(sum(case when is_reversed then 0 else claim_amount end) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'department_performance.claimed_amount' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claimed_amount) as decimal(38, 9)) as "actual"
  from "gold"."department_performance" group by hospital_id
  union all
  select "hospital_id", 'department_performance.claim_payments' as "subject", cast(sum(case when is_reversed then 0 else paid_amount end) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'department_performance.claim_payments' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claim_payments) as decimal(38, 9)) as "actual"
  from "gold"."department_performance" group by hospital_id
  union all
  select "hospital_id", 'department_performance.encounters' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_encounters" group by hospital_id
  union all
  select "hospital_id", 'department_performance.encounters' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(encounters) as decimal(38, 9)) as "actual"
  from "gold"."department_performance" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics.transactions' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics.transactions' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(transactions) as decimal(38, 9)) as "actual"
  from "gold"."financial_metrics" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics.charges' as "subject", cast(sum(amount) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics.charges' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(charges) as decimal(38, 9)) as "actual"
  from "gold"."financial_metrics" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics.payments' as "subject", cast(sum(paid_amount) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics.payments' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(payments) as decimal(38, 9)) as "actual"
  from "gold"."financial_metrics" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics.claims' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics.claims' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claims) as decimal(38, 9)) as "actual"
  from "gold"."financial_metrics" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics.claimed_amount' as "subject", cast(sum(case when is_reversed then 0 else claim_amount end) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics.claimed_amount' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claimed_amount) as decimal(38, 9)) as "actual"
  from "gold"."financial_metrics" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics.claim_payments' as "subject", cast(sum(case when is_reversed then 0 else paid_amount end) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics.claim_payments' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claim_payments) as decimal(38, 9)) as "actual"
  from "gold"."financial_metrics" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics.encounters' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_encounters" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics.encounters' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(encounters) as decimal(38, 9)) as "actual"
  from "gold"."financial_metrics" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics_by_month.transactions' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics_by_month.transactions' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(transactions) as decimal(38, 9)) as "actual"
  from "gold"."financial_metrics_by_month" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics_by_month.charges' as "subject", cast(sum(amount) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics_by_month.charges' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(charges) as decimal(38, 9)) as "actual"
  from "gold"."financial_metrics_by_month" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics_by_month.payments' as "subject", cast(sum(paid_amount) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_transactions" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics_by_month.payments' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(payments) as decimal(38, 9)) as "actual"
  from "gold"."financial_metrics_by_month" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics_by_month.claims' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics_by_month.claims' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claims) as decimal(38, 9)) as "actual"
  from "gold"."financial_metrics_by_month" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics_by_month.claimed_amount' as "subject", cast(sum(case when is_reversed then 0 else claim_amount end) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics_by_month.claimed_amount' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claimed_amount) as decimal(38, 9)) as "actual"
  from "gold"."financial_metrics_by_month" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics_by_month.claim_payments' as "subject", cast(sum(case when is_reversed then 0 else paid_amount end) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics_by_month.claim_payments' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claim_payments) as decimal(38, 9)) as "actual"
  from "gold"."financial_metrics_by_month" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics_by_month.encounters' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_encounters" group by hospital_id
  union all
  select "hospital_id", 'financial_metrics_by_month.encounters' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(encounters) as decimal(38, 9)) as "actual"
  from "gold"."financial_metrics_by_month" group by hospital_id
  union all
  select "hospital_id", 'payor_performance.claims' as "subject", cast(count(*) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'payor_performance.claims' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claims) as decimal(38, 9)) as "actual"
  from "gold"."payor_performance" group by hospital_id
  union all
  select "hospital_id", 'payor_performance.claimed_amount' as "subject", cast(sum(case when is_reversed then 0 else claim_amount end) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'payor_performance.claimed_amount' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claimed_amount) as decimal(38, 9)) as "actual"
  from "gold"."payor_performance" group by hospital_id
  union all
  select "hospital_id", 'payor_performance.claim_payments' as "subject", cast(sum(case when is_reversed then 0 else paid_amount end) as decimal(38, 9)) as "expected", cast(0 as decimal(38, 9)) as "actual"
  from "gold"."fact_claims" group by hospital_id
  union all
  select "hospital_id", 'payor_performance.claim_payments' as "subject", cast(0 as decimal(38, 9)) as "expected", cast(sum(claim_payments) as decimal(38, 9)) as "actual"
  from "gold"."payor_performance" group by hospital_id
)
select
  $run_id as "run_id",
  "hospital_id",
  "subject",
  sum(expected) as "expected",
  sum(actual) as "actual",
  sum(actual) - sum(expected) as "difference"
from totals group by hospital_id, subject;
