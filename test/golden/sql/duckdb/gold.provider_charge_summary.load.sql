-- Generated from the code; npm run docs writes it again.
insert into "gold"."provider_charge_summary" ("hospital_id", "provider_id", "department_id", "month", "transactions", "charges", "payments", "outstanding", "credit_balance")
with summed as (
  select "hospital_id", coalesce("provider_id", 'unknown') as "provider_id", coalesce("department_id", 'unknown') as "department_id", cast(date_trunc('month', service_date) as date) as "month", count(*) as "transactions", sum(amount) as "charges", sum(paid_amount) as "payments", sum(case when balance > 0 then balance else 0 end) as "outstanding", sum(case when balance < 0 then 0 - balance else 0 end) as "credit_balance"
  from "gold"."fact_transactions" f group by hospital_id, coalesce("provider_id", 'unknown'), coalesce("department_id", 'unknown'), cast(date_trunc('month', service_date) as date)
)
select
  s."hospital_id",
  s."provider_id",
  s."department_id",
  s."month",
  cast(s."transactions" as bigint) as "transactions",
  s."charges",
  s."payments",
  s."outstanding",
  s."credit_balance"
from summed s;
