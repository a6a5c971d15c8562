-- Generated from the code; npm run docs writes it again.
with released_rows as (
  select concat(concat(run_id, ':', cast(seq as varchar)), ':', rule_ids) as released from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'departments' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'released' and made_by = 'person'
),
discarded_rows as (
  select concat(run_id, ':', cast(seq as varchar)) as discarded from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'departments' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'discarded'
),
judged as (
  select e."department_id", e."_op", e."_row_hash", e."_hash_version", e."_taken_at", e."_run_id", e."_seq", e."_source_ts", e."_source_time_kind", e."_unreadable", case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:name(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)null_text:')) then substr(concat(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:name(,|$)')) then ',unmapped_kept:name' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)null_text:')) then ',null_text' else '' end, ''), 2) end as row_warnings, concat(coalesce(concat(cast(length(e."department_id") as varchar), ':', e."department_id"), '-'), coalesce(concat(cast(length(e."name") as varchar), ':', e."name"), '-'), '') as values_text, e._source_file, case when (coalesce(_conflicting, false))
          or ("department_id" is null)
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:department_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:name(,|$)')) then substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when ("department_id" is null) then ',required:department_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:department_id(,|$)')) then ',scientific_notation:department_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:name(,|$)')) then ',unmapped:name' else '' end, ''), 2) end as broken from "bronze_hospital_a"."departments" e where e._run_id in (select "run_id"
  from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null
  union distinct
  select "run_id"
  from "ops"."held_deliveries" where hospital_id = $hospital_id and table_name = $table_name)
),
events as (
  select * from judged j
  where _op <> 'U' or ((broken is null or concat(concat(_run_id, ':', cast(_seq as varchar)), ':', broken) in (select released from released_rows))
    and concat(_run_id, ':', cast(_seq as varchar)) not in (select discarded from discarded_rows) and (not exists (
  select 1 from "ops"."held_deliveries" d
  where d.hospital_id = $hospital_id and d.table_name = $table_name
    and d.run_id = j._run_id and d.source_file = coalesce(j._source_file, ''))))
),
described as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by "department_id") < 3 then concat(values_text, coalesce(_unreadable, '')) else _row_hash end) as content,
    row_number() over (partition by "department_id", _taken_at order by _run_id desc, _seq desc) as recency
  from events
),
compared as (
  select *, lag(content) over (partition by "department_id" order by _taken_at) as content_before from described where recency = 1
),
changed as (
  select *, row_number() over (partition by "department_id" order by _taken_at) as place,
    lag(_source_ts) over (partition by "department_id" order by _taken_at) as stated_before, lag(_taken_at) over (partition by "department_id" order by _taken_at) as taken_before,
    _op = 'U' and coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') and _source_ts <= _taken_at as is_possible
  from compared where content_before <> content or (content_before is null and _op = 'U')
),
chained as (
  select *,
    max(case when is_possible and (taken_before is null or _source_ts > taken_before) then place end) over (partition by "department_id" order by place rows between unbounded preceding and current row) as anchor,
    max(case when not is_possible or stated_before is null or stated_before >= _source_ts then place end) over (partition by "department_id" order by place rows between unbounded preceding and current row) as last_break
  from changed
),
timed as (
  select *, coalesce(anchor >= coalesce(last_break, 0), false) as is_stated from chained
),
changes as (
  select *, case when is_stated then _source_ts else _taken_at end as begins_at from timed
),
ended as (
  select *, lead(begins_at) over (partition by "department_id" order by begins_at) as ended_at from changes
),
history_versions as (
  select c."department_id" as "of_department_id", begins_at, ended_at, _op, _taken_at, _run_id, _seq, _row_hash, values_text, row_warnings as _warnings
  from ended c
),
history as (
  select "of_department_id" as "department_id", begins_at as "valid_from", ended_at as "valid_to", ended_at is null as "is_current"
  from history_versions w where _op = 'U'
),
ordered as (
  select "department_id", valid_from, valid_to, is_current, lag(valid_from) over (partition by "department_id" order by valid_from, valid_to) as from_before, lag(valid_to) over (partition by "department_id" order by valid_from, valid_to) as to_before,
    sum(case when is_current then 1 else 0 end) over (partition by "department_id") as current_versions
  from history
),
found as (
  select 'empty_interval' as "violation"
  from ordered o where valid_from >= valid_to
  union all
  select 'two_current' as "violation"
  from ordered o where current_versions > 1
  union all
  select 'overlap' as "violation"
  from ordered o where from_before is not null and (to_before is null or valid_from < to_before)
  union all
  select 'gap' as "violation"
  from ordered o where valid_from > to_before and not exists (
          select 1 from "bronze_hospital_a"."departments" b
          where b."department_id" = o."department_id" and b._op = 'D' and b._taken_at = o.to_before)
  union all
  select 'current_flag' as "violation"
  from ordered o where is_current <> (valid_to is null)
)
select violation, count(*) as versions from found group by violation order by violation;
