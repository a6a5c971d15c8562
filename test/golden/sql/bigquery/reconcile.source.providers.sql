-- Generated from the code; npm run docs writes it again.
insert into `ops`.`reconciliations` (`run_id`, `hospital_id`, `subject`, `expected`, `actual`, `difference`)
with events as (
  select e.* from `bronze_hospital_a`.`providers` e where _taken_at <= @taken_at and `provider_id` is not null
),
ranked as (
  select *, row_number() over (partition by `provider_id` order by _taken_at desc, _run_id desc, _seq desc) as recency from events
),
in_bronze as (
  select count(*) as row_count from ranked where recency = 1 and _op = 'U'
),
compared as (
  select 'source.providers.rows' as `subject`, cast(@expected_row_count as NUMERIC) as `expected`, cast(b.`row_count` as NUMERIC) as `actual`
  from in_bronze b
)
select
  @run_id as `run_id`,
  @hospital_id as `hospital_id`,
  `subject`,
  `expected`,
  `actual`,
  actual - expected as `difference`
from compared;
