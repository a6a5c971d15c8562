-- Generated from the code; npm run docs writes it again.
create or replace temp table history_versions as
with released_rows as (
  select concat(concat(run_id, ':', cast(seq as STRING)), ':', rule_ids) as released from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from `ops`.`quarantine_decisions` n where table_name = 'icd_codes' and n.hospital_id = @hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'released' and made_by = 'person'
),
discarded_rows as (
  select concat(run_id, ':', cast(seq as STRING)) as discarded from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from `ops`.`quarantine_decisions` n where table_name = 'icd_codes' and n.hospital_id = @hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'discarded'
),
judged as (
  select e.`icd_code`, e.`_op`, e.`_row_hash`, e.`_hash_version`, e.`_taken_at`, e.`_run_id`, e.`_seq`, e.`_source_ts`, e.`_source_time_kind`, e.`_unreadable`, case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:description(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:chapter(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)null_text:'))
          or not coalesce(regexp_contains(`icd_code`, '^[A-Z][0-9][0-9A-Z](\\.?[0-9A-Z]{1,4})?$'), false) then substr(concat(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:description(,|$)')) then ',unmapped_kept:description' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:chapter(,|$)')) then ',unmapped_kept:chapter' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)null_text:')) then ',null_text' else '' end,
          case when not coalesce(regexp_contains(`icd_code`, '^[A-Z][0-9][0-9A-Z](\\.?[0-9A-Z]{1,4})?$'), false) then ',icd_shape' else '' end, ''), 2) end as row_warnings, concat(coalesce(concat(cast(length(e.`icd_code`) as STRING), ':', e.`icd_code`), '-'), coalesce(concat(cast(length(e.`description`) as STRING), ':', e.`description`), '-'), coalesce(concat(cast(length(e.`chapter`) as STRING), ':', e.`chapter`), '-'), '') as values_text, e._source_file, case when (coalesce(_conflicting, false))
          or (`icd_code` is null)
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:icd_code(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:description(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:chapter(,|$)')) then substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when (`icd_code` is null) then ',required:icd_code' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:icd_code(,|$)')) then ',scientific_notation:icd_code' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:description(,|$)')) then ',unmapped:description' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:chapter(,|$)')) then ',unmapped:chapter' else '' end, ''), 2) end as broken from `bronze_reference`.`icd_codes` e where e._run_id in (select `run_id`
  from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is not null
  union distinct
  select `run_id`
  from `ops`.`held_deliveries` where hospital_id = @hospital_id and table_name = @table_name)
),
events as (
  select * from judged j
  where _op <> 'U' or ((broken is null or concat(concat(_run_id, ':', cast(_seq as STRING)), ':', broken) in (select released from released_rows))
    and concat(_run_id, ':', cast(_seq as STRING)) not in (select discarded from discarded_rows) and (not exists (
  select 1 from `ops`.`held_deliveries` d
  where d.hospital_id = @hospital_id and d.table_name = @table_name
    and d.run_id = j._run_id and d.source_file = coalesce(j._source_file, ''))))
),
described as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by `icd_code`) < 3 then concat(values_text, coalesce(_unreadable, '')) else _row_hash end) as content, coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') as is_stated, min(case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') then _source_ts end) over (partition by `icd_code` order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) as stated_later
  from events
),
timed as (
  select *, case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end as begins_at from described
),
moments as (
  select *, row_number() over (partition by `icd_code`, begins_at order by _taken_at desc, _run_id desc, _seq desc) as recency
  from timed
),
compared as (
  select *, lag(content) over (partition by `icd_code` order by begins_at) as content_before
  from moments where recency = 1
),
changes as (
  select * from compared where content_before is null or content_before <> content
),
ended as (
  select *, lead(begins_at) over (partition by `icd_code` order by begins_at) as ended_at from changes
)
      select c.`icd_code` as `of_icd_code`, begins_at, ended_at, _op, _taken_at, _run_id, _seq, _row_hash, values_text, row_warnings as _warnings
      from ended c;
