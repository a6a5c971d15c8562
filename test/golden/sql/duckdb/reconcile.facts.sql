-- Generated from the code; npm run docs writes it again.
insert into "ops"."reconciliations" (run_id, hospital_id, subject, expected, actual, difference)
with totals as (
  select hospital_id, 'fact_transactions.rows' as subject, cast(count(*) as decimal(38, 9)) as expected, cast(0 as decimal(38, 9)) as actual from "silver"."transactions" where is_current group by hospital_id
  union all
  select hospital_id, 'fact_transactions.rows', cast(0 as decimal(38, 9)), cast(count(*) as decimal(38, 9)) from "gold"."fact_transactions" group by hospital_id
  union all
  select hospital_id, 'fact_transactions.amount' as subject, cast(sum(amount) as decimal(38, 9)) as expected, cast(0 as decimal(38, 9)) as actual from "silver"."transactions" where is_current group by hospital_id
  union all
  select hospital_id, 'fact_transactions.amount', cast(0 as decimal(38, 9)), cast(sum(amount) as decimal(38, 9)) from "gold"."fact_transactions" group by hospital_id
  union all
  select hospital_id, 'fact_transactions.paid_amount' as subject, cast(sum(paid_amount) as decimal(38, 9)) as expected, cast(0 as decimal(38, 9)) as actual from "silver"."transactions" where is_current group by hospital_id
  union all
  select hospital_id, 'fact_transactions.paid_amount', cast(0 as decimal(38, 9)), cast(sum(paid_amount) as decimal(38, 9)) from "gold"."fact_transactions" group by hospital_id
  union all
  select hospital_id, 'fact_claims.rows' as subject, cast(count(*) as decimal(38, 9)) as expected, cast(0 as decimal(38, 9)) as actual from "silver"."claims" where is_current group by hospital_id
  union all
  select hospital_id, 'fact_claims.rows', cast(0 as decimal(38, 9)), cast(count(*) as decimal(38, 9)) from "gold"."fact_claims" group by hospital_id
  union all
  select hospital_id, 'fact_claims.claim_amount' as subject, cast(sum(claim_amount) as decimal(38, 9)) as expected, cast(0 as decimal(38, 9)) as actual from "silver"."claims" where is_current group by hospital_id
  union all
  select hospital_id, 'fact_claims.claim_amount', cast(0 as decimal(38, 9)), cast(sum(claim_amount) as decimal(38, 9)) from "gold"."fact_claims" group by hospital_id
  union all
  select hospital_id, 'fact_claims.paid_amount' as subject, cast(sum(paid_amount) as decimal(38, 9)) as expected, cast(0 as decimal(38, 9)) as actual from "silver"."claims" where is_current group by hospital_id
  union all
  select hospital_id, 'fact_claims.paid_amount', cast(0 as decimal(38, 9)), cast(sum(paid_amount) as decimal(38, 9)) from "gold"."fact_claims" group by hospital_id
  union all
  select hospital_id, 'fact_encounters.rows' as subject, cast(count(*) as decimal(38, 9)) as expected, cast(0 as decimal(38, 9)) as actual from "silver"."encounters" where is_current group by hospital_id
  union all
  select hospital_id, 'fact_encounters.rows', cast(0 as decimal(38, 9)), cast(count(*) as decimal(38, 9)) from "gold"."fact_encounters" group by hospital_id
)
select $run_id, hospital_id, subject, sum(expected), sum(actual), sum(actual) - sum(expected)
from totals group by hospital_id, subject;
