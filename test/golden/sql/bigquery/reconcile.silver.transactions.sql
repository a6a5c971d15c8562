-- Generated from the code; npm run docs writes it again.
insert into `ops`.`reconciliations` (`run_id`, `hospital_id`, `subject`, `expected`, `actual`, `difference`)
with events as (
  select e.* from `bronze_hospital_a`.`transactions` e where not exists (
          select 1 from `quarantine`.`transactions` q
          where q.hospital_id = @hospital_id and q._run_id = e._run_id and q._seq = e._seq and q._raw_line is null) and e._run_id in (select `run_id`
  from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is not null
  union distinct
  select `run_id`
  from `ops`.`held_deliveries` where hospital_id = @hospital_id and table_name = @table_name)
),
ranked as (
  select *, row_number() over (partition by `transaction_id` order by _taken_at desc, _run_id desc, _seq desc) as recency from events
),
in_bronze as (
  select count(*) as row_count, coalesce(sum(`amount`), cast(0 as NUMERIC)) as `amount`, coalesce(sum(`paid_amount`), cast(0 as NUMERIC)) as `paid_amount` from ranked where recency = 1 and _op = 'U'
),
in_silver as (
  select count(*) as row_count, coalesce(sum(`amount`), cast(0 as NUMERIC)) as `amount`, coalesce(sum(`paid_amount`), cast(0 as NUMERIC)) as `paid_amount` from `silver`.`transactions` v where hospital_id = @hospital_id and is_current
),
compared as (
  select 'silver.transactions.rows' as `subject`, cast(b.`row_count` as NUMERIC) as `expected`, cast(s.`row_count` as NUMERIC) as `actual`
  from in_bronze b cross join in_silver s
  union all
  select 'silver.transactions.amount' as `subject`, cast(b.`amount` as NUMERIC) as `expected`, cast(s.`amount` as NUMERIC) as `actual`
  from in_bronze b cross join in_silver s
  union all
  select 'silver.transactions.paid_amount' as `subject`, cast(b.`paid_amount` as NUMERIC) as `expected`, cast(s.`paid_amount` as NUMERIC) as `actual`
  from in_bronze b cross join in_silver s
)
select
  @run_id as `run_id`,
  @hospital_id as `hospital_id`,
  `subject`,
  `expected`,
  `actual`,
  actual - expected as `difference`
from compared;
