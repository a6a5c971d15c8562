-- Generated from the code; npm run docs writes it again.
insert into "gold"."kpi_values" ("kpi_id", "hospital_id", "slice_kind", "slice", "status", "needs")
with hospitals as (
  select "hospital_id"
  from "gold"."fact_transactions" f
  union distinct
  select "hospital_id"
  from "gold"."fact_claims" f
  union distinct
  select "hospital_id"
  from "gold"."fact_encounters" f
  union distinct
  select 'all' as "hospital_id"
),
kpis as (
  select 'gross_charges' as "kpi_id", 'transactions' as "needs"
  union all
  select 'payments' as "kpi_id", 'transactions' as "needs"
  union all
  select 'outstanding' as "kpi_id", 'transactions' as "needs"
  union all
  select 'credit_balance' as "kpi_id", 'transactions' as "needs"
  union all
  select 'gross_collection_rate' as "kpi_id", 'charges' as "needs"
  union all
  select 'gross_collection_rate_posted' as "kpi_id", 'charges' as "needs"
  union all
  select 'ar_balance' as "kpi_id", 'transactions' as "needs"
  union all
  select 'ar_credit_balance' as "kpi_id", 'transactions' as "needs"
  union all
  select 'days_in_ar' as "kpi_id", '91 days of charges' as "needs"
  union all
  select 'aged_ar_0_30' as "kpi_id", 'open balances' as "needs"
  union all
  select 'aged_ar_31_60' as "kpi_id", 'open balances' as "needs"
  union all
  select 'aged_ar_61_90' as "kpi_id", 'open balances' as "needs"
  union all
  select 'aged_ar_91_120' as "kpi_id", 'open balances' as "needs"
  union all
  select 'aged_ar_over_120' as "kpi_id", 'open balances' as "needs"
  union all
  select 'claims_submitted' as "kpi_id", 'claims' as "needs"
  union all
  select 'claim_approval_rate_all' as "kpi_id", 'claims' as "needs"
  union all
  select 'claim_approval_rate' as "kpi_id", 'adjudicated claims' as "needs"
  union all
  select 'claim_rejection_rate' as "kpi_id", 'claims' as "needs"
  union all
  select 'denial_rate_count' as "kpi_id", 'adjudicated claims' as "needs"
  union all
  select 'denial_rate_dollars' as "kpi_id", 'adjudicated claims' as "needs"
  union all
  select 'claim_payment_rate' as "kpi_id", 'claims' as "needs"
  union all
  select 'patient_responsibility' as "kpi_id", 'deductible, coinsurance or copay on claims of every hospital in the slice' as "needs"
  union all
  select 'claim_processing_days_median' as "kpi_id", 'adjudication dates from every hospital in the slice' as "needs"
  union all
  select 'claim_processing_days_p90' as "kpi_id", 'adjudication dates from every hospital in the slice' as "needs"
  union all
  select 'claim_lag_days_median' as "kpi_id", 'claims' as "needs"
  union all
  select 'claim_lag_days_p90' as "kpi_id", 'claims' as "needs"
  union all
  select 'net_collection_rate' as "kpi_id", 'contractual allowances from remittances (835)' as "needs"
  union all
  select 'net_days_in_ar' as "kpi_id", 'contractual allowances from remittances (835)' as "needs"
  union all
  select 'clean_claim_rate' as "kpi_id", 'submissions (837) and remittances with reason codes (835)' as "needs"
  union all
  select 'denial_resolution_days' as "kpi_id", 'remittance history (835)' as "needs"
  union all
  select 'denial_overturn_rate' as "kpi_id", 'remittance history (835)' as "needs"
  union all
  select 'denial_write_offs' as "kpi_id", 'adjustments with reason codes (835)' as "needs"
  union all
  select 'patient_collection_rate' as "kpi_id", 'payments of patients apart from those of payers' as "needs"
  union all
  select 'cost_to_collect' as "kpi_id", 'revenue-cycle cost from a general-ledger file' as "needs"
)
select
  k."kpi_id",
  h."hospital_id",
  'total' as "slice_kind",
  'total' as "slice",
  'not_computable' as "status",
  k."needs"
from hospitals h cross join kpis k
where not exists (
  select 1 from "gold"."kpi_values" v where v.kpi_id = k.kpi_id and v.hospital_id = h.hospital_id and v.slice_kind = 'total');
