-- Generated from the code; npm run docs writes it again.
with history_touched as (
  select b."procedure_code" as "of_procedure_code"
  from "bronze_reference"."cpt_codes" b where b."procedure_code" is not null and _run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null)
  union distinct
  select b."procedure_code" as "of_procedure_code"
  from "bronze_reference"."cpt_codes" b where b."procedure_code" is not null and concat(_run_id, ':', cast(_seq as varchar)) in (
            select concat(run_id, ':', cast(seq as varchar)) from "ops"."quarantine_decisions" d
            where hospital_id = $hospital_id and table_name = 'cpt_codes' and kind = 'row' and decision = 'released' and made_by = 'person')
),
held as (
  select _run_id, _seq from (
      select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
        case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
      from "quarantine"."cpt_codes" q
      left join (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'cpt_codes' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) d
        on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
      where q.hospital_id = $hospital_id) states where kind = 'row' and (state <> 'released' or not (not exists (
          select 1 from "ops"."held_deliveries" d
          where d.hospital_id = $hospital_id and d.table_name = $table_name
            and d.run_id = states._run_id and d.source_file = coalesce(states._source_file, ''))))
),
events as (
  select e."procedure_code", e."_op", e."_row_hash", e."_hash_version", e."_taken_at", e."_run_id", e."_seq", e."_source_ts", e."_source_time_kind", e."_unreadable", case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:category(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:description(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:code_status(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)null_text:'))
    or not coalesce(regexp_matches("procedure_code", '^[0-9A-Z][0-9]{3}[0-9A-Z]$'), false) then substr(concat(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:category(,|$)')) then ',unmapped_kept:category' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:description(,|$)')) then ',unmapped_kept:description' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:code_status(,|$)')) then ',unmapped_kept:code_status' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)null_text:')) then ',null_text' else '' end,
    case when not coalesce(regexp_matches("procedure_code", '^[0-9A-Z][0-9]{3}[0-9A-Z]$'), false) then ',code_has_5_characters' else '' end, ''), 2) end as row_warnings, case when (select min(coalesce(o._hash_version, 1)) from "bronze_reference"."cpt_codes" o) < 3 then concat(coalesce(concat(cast(length(e."procedure_code") as varchar), ':', e."procedure_code"), '-'), coalesce(concat(cast(length(e."category") as varchar), ':', e."category"), '-'), coalesce(concat(cast(length(e."description") as varchar), ':', e."description"), '-'), coalesce(concat(cast(length(e."code_status") as varchar), ':', e."code_status"), '-'), '') end as values_text from "bronze_reference"."cpt_codes" e join history_touched t on t."of_procedure_code" = e."procedure_code"
  where not exists (select 1 from held h where h._run_id = e._run_id and h._seq = e._seq)
),
described as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by "procedure_code") < 3 then concat(values_text, coalesce(_unreadable, '')) else _row_hash end) as content, coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') as is_stated, min(case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') then _source_ts end) over (partition by "procedure_code" order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) as stated_later
  from events
),
timed as (
  select *, case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end as begins_at from described
),
moments as (
  select *, row_number() over (partition by "procedure_code", begins_at order by _taken_at desc, _run_id desc, _seq desc) as recency
  from timed
),
compared as (
  select *, lag(content) over (partition by "procedure_code" order by begins_at) as content_before
  from moments where recency = 1
),
changes as (
  select * from compared where content_before is null or content_before <> content
),
ended as (
  select *, lead(begins_at) over (partition by "procedure_code" order by begins_at) as ended_at from changes
),
history_versions as (
  select c."procedure_code" as "of_procedure_code", begins_at, ended_at, _op, _taken_at, _run_id, _seq, _row_hash, row_warnings as _warnings
  from ended c
),
history as (
  select "of_procedure_code" as "procedure_code", begins_at as "valid_from", ended_at as "valid_to", ended_at is null as "is_current"
  from history_versions w where _op = 'U'
  union all
  select "procedure_code", "valid_from", "valid_to", "is_current"
  from "silver"."cpt_codes" v
        where hospital_id = $hospital_id and not exists (select 1 from history_touched t where t."of_procedure_code" = v."procedure_code")
),
ordered as (
  select "procedure_code", valid_from, valid_to, is_current, lag(valid_from) over (partition by "procedure_code" order by valid_from, valid_to) as from_before, lag(valid_to) over (partition by "procedure_code" order by valid_from, valid_to) as to_before,
    sum(case when is_current then 1 else 0 end) over (partition by "procedure_code") as current_versions
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
          select 1 from "bronze_reference"."cpt_codes" b
          where b."procedure_code" = o."procedure_code" and b._op = 'D' and b._taken_at = o.to_before)
  union all
  select 'current_flag' as "violation"
  from ordered o where is_current <> (valid_to is null)
)
select violation, count(*) as versions from found group by violation order by violation;
