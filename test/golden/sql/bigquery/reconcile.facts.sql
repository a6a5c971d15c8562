-- Generated from the code; npm run docs writes it again.
insert into `ops`.`reconciliations` (`run_id`, `hospital_id`, `subject`, `expected`, `actual`, `difference`)
with totals as (
  select `hospital_id`, 'fact_transactions.rows' as `subject`, cast(count(*) as NUMERIC) as `expected`, cast(0 as NUMERIC) as `actual`
  from `silver`.`transactions` s where is_current group by hospital_id
  union all
  select `hospital_id`, 'fact_transactions.rows' as `subject`, cast(0 as NUMERIC) as `expected`, cast(count(*) as NUMERIC) as `actual`
  from `gold`.`fact_transactions` f group by hospital_id
  union all
  select `hospital_id`, 'fact_transactions.amount' as `subject`, cast(sum(amount) as NUMERIC) as `expected`, cast(0 as NUMERIC) as `actual`
  from `silver`.`transactions` s where is_current group by hospital_id
  union all
  select `hospital_id`, 'fact_transactions.amount' as `subject`, cast(0 as NUMERIC) as `expected`, cast(sum(amount) as NUMERIC) as `actual`
  from `gold`.`fact_transactions` f group by hospital_id
  union all
  select `hospital_id`, 'fact_transactions.paid_amount' as `subject`, cast(sum(paid_amount) as NUMERIC) as `expected`, cast(0 as NUMERIC) as `actual`
  from `silver`.`transactions` s where is_current group by hospital_id
  union all
  select `hospital_id`, 'fact_transactions.paid_amount' as `subject`, cast(0 as NUMERIC) as `expected`, cast(sum(paid_amount) as NUMERIC) as `actual`
  from `gold`.`fact_transactions` f group by hospital_id
  union all
  select `hospital_id`, 'fact_claims.rows' as `subject`, cast(count(*) as NUMERIC) as `expected`, cast(0 as NUMERIC) as `actual`
  from `silver`.`claims` s where is_current group by hospital_id
  union all
  select `hospital_id`, 'fact_claims.rows' as `subject`, cast(0 as NUMERIC) as `expected`, cast(count(*) as NUMERIC) as `actual`
  from `gold`.`fact_claims` f group by hospital_id
  union all
  select `hospital_id`, 'fact_claims.claim_amount' as `subject`, cast(sum(claim_amount) as NUMERIC) as `expected`, cast(0 as NUMERIC) as `actual`
  from `silver`.`claims` s where is_current group by hospital_id
  union all
  select `hospital_id`, 'fact_claims.claim_amount' as `subject`, cast(0 as NUMERIC) as `expected`, cast(sum(claim_amount) as NUMERIC) as `actual`
  from `gold`.`fact_claims` f group by hospital_id
  union all
  select `hospital_id`, 'fact_claims.paid_amount' as `subject`, cast(sum(paid_amount) as NUMERIC) as `expected`, cast(0 as NUMERIC) as `actual`
  from `silver`.`claims` s where is_current group by hospital_id
  union all
  select `hospital_id`, 'fact_claims.paid_amount' as `subject`, cast(0 as NUMERIC) as `expected`, cast(sum(paid_amount) as NUMERIC) as `actual`
  from `gold`.`fact_claims` f group by hospital_id
  union all
  select `hospital_id`, 'fact_encounters.rows' as `subject`, cast(count(*) as NUMERIC) as `expected`, cast(0 as NUMERIC) as `actual`
  from `silver`.`encounters` s where is_current group by hospital_id
  union all
  select `hospital_id`, 'fact_encounters.rows' as `subject`, cast(0 as NUMERIC) as `expected`, cast(count(*) as NUMERIC) as `actual`
  from `gold`.`fact_encounters` f group by hospital_id
)
select
  @run_id as `run_id`,
  `hospital_id`,
  `subject`,
  sum(expected) as `expected`,
  sum(actual) as `actual`,
  sum(actual) - sum(expected) as `difference`
from totals group by hospital_id, subject;
