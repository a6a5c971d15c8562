-- Generated from the code; npm run docs writes it again.
create or replace temp table history_versions as
with released_rows as (
  select concat(concat(run_id, ':', cast(seq as varchar)), ':', rule_ids) as released from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'cpt_codes' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'released' and made_by = 'person'
),
discarded_rows as (
  select concat(run_id, ':', cast(seq as varchar)) as discarded from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'cpt_codes' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'discarded'
),
judged as (
  select e."procedure_code", e."_op", e."_row_hash", e."_hash_version", e."_taken_at", e."_run_id", e."_seq", e."_source_ts", e."_source_time_kind", e."_unreadable", case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:category(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:description(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:code_status(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)null_text:'))
          or not coalesce(regexp_matches("procedure_code", '^[0-9A-Z][0-9]{3}[0-9A-Z]$'), false) then substr(concat(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:category(,|$)')) then ',unmapped_kept:category' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:description(,|$)')) then ',unmapped_kept:description' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:code_status(,|$)')) then ',unmapped_kept:code_status' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)null_text:')) then ',null_text' else '' end,
          case when not coalesce(regexp_matches("procedure_code", '^[0-9A-Z][0-9]{3}[0-9A-Z]$'), false) then ',code_has_5_characters' else '' end, ''), 2) end as row_warnings, concat(coalesce(concat(cast(length(e."procedure_code") as varchar), ':', e."procedure_code"), '-'), coalesce(concat(cast(length(e."category") as varchar), ':', e."category"), '-'), coalesce(concat(cast(length(e."description") as varchar), ':', e."description"), '-'), coalesce(concat(cast(length(e."code_status") as varchar), ':', e."code_status"), '-'), '') as values_text, e._source_file, case when (coalesce(_conflicting, false))
          or ("procedure_code" is null)
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:procedure_code(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:category(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:description(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:code_status(,|$)')) then substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when ("procedure_code" is null) then ',required:procedure_code' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:procedure_code(,|$)')) then ',scientific_notation:procedure_code' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:category(,|$)')) then ',unmapped:category' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:description(,|$)')) then ',unmapped:description' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:code_status(,|$)')) then ',unmapped:code_status' else '' end, ''), 2) end as broken from "bronze_reference"."cpt_codes" e where e._run_id in (select "run_id"
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
)
      select c."procedure_code" as "of_procedure_code", begins_at, ended_at, _op, _taken_at, _run_id, _seq, _row_hash, values_text, row_warnings as _warnings
      from ended c;
