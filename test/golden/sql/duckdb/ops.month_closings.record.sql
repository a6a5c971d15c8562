-- Generated from the code; npm run docs writes it again.
insert into "ops"."month_closings" ("hospital_id", "month", "run_id", "recorded_at", "charges", "payments", "receivable", "credit_balance")
with recorded as (
  select *, row_number() over (partition by hospital_id, month order by recorded_at desc, run_id desc) as recency
  from "ops"."month_closings" c
),
newest as (
  select "hospital_id", "month", "charges", "payments", "receivable", "credit_balance"
  from recorded where recency = 1
),
figures as (
  select "hospital_id", "month", "charges", "payments", "receivable", "credit_balance"
  from "gold"."ar_month_end" m
  union all
  select n."hospital_id", n."month", cast(0 as decimal(38, 9)) as "charges", cast(0 as decimal(38, 9)) as "payments", cast(0 as decimal(38, 9)) as "receivable", cast(0 as decimal(38, 9)) as "credit_balance"
  from newest n
  where not exists (select 1 from "gold"."ar_month_end" m where m.hospital_id = n.hospital_id and m.month = n.month)
)
select
  f."hospital_id",
  f."month",
  'run' as "run_id",
  make_timestamp(epoch_us(now())) as "recorded_at",
  f."charges",
  f."payments",
  f."receivable",
  f."credit_balance"
from figures f left join newest n on n.hospital_id = f.hospital_id and n.month = f.month
where (n.hospital_id is null and f.month < (select max(month) from "gold"."ar_month_end" m))
  or f.charges <> n.charges or f.payments <> n.payments or f.receivable <> n.receivable or f.credit_balance <> n.credit_balance;
