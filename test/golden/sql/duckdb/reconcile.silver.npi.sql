-- Generated from the code; npm run docs writes it again.
insert into "ops"."reconciliations" ("run_id", "hospital_id", "subject", "expected", "actual", "difference")
with held as (
  select _run_id, _seq from (
      select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
        case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
      from "quarantine"."npi" q
      left join (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'npi' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) d
        on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
      where q.hospital_id = $hospital_id) states where kind = 'row' and (state <> 'released' or not (not exists (
          select 1 from "ops"."held_deliveries" d
          where d.hospital_id = $hospital_id and d.table_name = $table_name
            and d.run_id = states._run_id and d.source_file = coalesce(states._source_file, ''))))
),
events as (
  select e.* from "bronze_reference"."npi" e where not exists (select 1 from held h where h._run_id = e._run_id and h._seq = e._seq) and e._run_id in (select "run_id"
  from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null
  union distinct
  select "run_id"
  from "ops"."held_deliveries" where hospital_id = $hospital_id and table_name = $table_name)
),
described as (
  select *, min(case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') then _source_ts end) over (partition by "npi" order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) as stated_later from events
),
ranked as (
  select *, row_number() over (partition by "npi" order by case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end desc, _taken_at desc, _run_id desc, _seq desc) as recency from described
),
in_bronze as (
  select count(*) as row_count from ranked where recency = 1 and _op = 'U'
),
in_silver as (
  select count(*) as row_count from "silver"."npi" v where hospital_id = $hospital_id and is_current
),
compared as (
  select 'silver.npi.rows' as "subject", cast(b."row_count" as decimal(38, 9)) as "expected", cast(s."row_count" as decimal(38, 9)) as "actual"
  from in_bronze b cross join in_silver s
)
select
  $run_id as "run_id",
  $hospital_id as "hospital_id",
  "subject",
  "expected",
  "actual",
  actual - expected as "difference"
from compared;
