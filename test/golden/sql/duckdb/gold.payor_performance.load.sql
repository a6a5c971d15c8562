-- Generated from the code; npm run docs writes it again.
insert into "gold"."payor_performance" ("hospital_id", "payer_id", "payer_type", "payer_name", "plan_type", "claims", "claims_approved", "claims_paid", "claims_denied", "claims_rejected", "claims_pending", "claims_reversed", "claimed_amount", "claim_payments", "claims_outstanding", "approval_rate_all", "approval_rate_adjudicated", "denial_rate", "payment_rate")
with summed as (
  select "hospital_id", coalesce("payer_id", 'unknown') as "payer_id", coalesce("payer_type", 'unknown') as "payer_type", count(*) as "claims", sum(case when not is_reversed and claim_status = 'Approved' then 1 else 0 end) as "claims_approved", sum(case when not is_reversed and claim_status = 'Paid' then 1 else 0 end) as "claims_paid", sum(case when not is_reversed and claim_status = 'Denied' then 1 else 0 end) as "claims_denied", sum(case when not is_reversed and claim_status = 'Rejected' then 1 else 0 end) as "claims_rejected", sum(case when not is_reversed and claim_status = 'Pending' then 1 else 0 end) as "claims_pending", sum(case when is_reversed then 1 else 0 end) as "claims_reversed", sum(case when not is_reversed then claim_amount else 0 end) as "claimed_amount", sum(case when not is_reversed then paid_amount else 0 end) as "claim_payments", sum(case when not is_reversed and claim_status in ('Pending', 'Approved') and claim_amount > paid_amount then claim_amount - paid_amount else 0 end) as "claims_outstanding"
  from "gold"."fact_claims" f group by hospital_id, coalesce("payer_id", 'unknown'), coalesce("payer_type", 'unknown')
)
select
  s."hospital_id",
  s."payer_id",
  s."payer_type",
  d.payer_name as "payer_name",
  d.plan_type as "plan_type",
  cast(s."claims" as bigint) as "claims",
  cast(s."claims_approved" as bigint) as "claims_approved",
  cast(s."claims_paid" as bigint) as "claims_paid",
  cast(s."claims_denied" as bigint) as "claims_denied",
  cast(s."claims_rejected" as bigint) as "claims_rejected",
  cast(s."claims_pending" as bigint) as "claims_pending",
  cast(s."claims_reversed" as bigint) as "claims_reversed",
  s."claimed_amount",
  s."claim_payments",
  s."claims_outstanding",
  cast(cast(round(cast(cast(claims_approved as varchar) as double) / nullif(cast(cast(claims as varchar) as double), 0) * 1e6) as decimal(29, 0)) * 0.000001 as decimal(38, 9)) as "approval_rate_all",
  cast(cast(round(cast(cast(claims_approved + claims_paid as varchar) as double) / nullif(cast(cast(claims_approved + claims_paid + claims_denied as varchar) as double), 0) * 1e6) as decimal(29, 0)) * 0.000001 as decimal(38, 9)) as "approval_rate_adjudicated",
  cast(cast(round(cast(cast(claims_denied as varchar) as double) / nullif(cast(cast(claims_approved + claims_paid + claims_denied as varchar) as double), 0) * 1e6) as decimal(29, 0)) * 0.000001 as decimal(38, 9)) as "denial_rate",
  cast(cast(round(cast(cast(claim_payments as varchar) as double) / nullif(cast(cast(claimed_amount as varchar) as double), 0) * 1e6) as decimal(29, 0)) * 0.000001 as decimal(38, 9)) as "payment_rate"
from summed s left join "gold"."dim_payer" d on d.payer_id = s.payer_id;
