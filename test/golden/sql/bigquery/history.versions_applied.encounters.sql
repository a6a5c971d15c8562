-- Generated from the code; npm run docs writes it again.
create or replace temp table history_versions as
with released_rows as (
  select concat(concat(run_id, ':', cast(seq as STRING)), ':', rule_ids) as released from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from `ops`.`quarantine_decisions` n where table_name = 'encounters' and n.hospital_id = @hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'released' and made_by = 'person'
),
discarded_rows as (
  select concat(run_id, ':', cast(seq as STRING)) as discarded from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from `ops`.`quarantine_decisions` n where table_name = 'encounters' and n.hospital_id = @hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'discarded'
),
judged as (
  select e.`encounter_id`, e.`_op`, e.`_row_hash`, e.`_hash_version`, e.`_taken_at`, e.`_run_id`, e.`_seq`, e.`_source_ts`, e.`_source_time_kind`, e.`_unreadable`, case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:patient_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:encounter_date(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:encounter_type(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:provider_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:department_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:procedure_code(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:inserted_at(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:modified_at(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)ambiguous_dates:'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_spellings:'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)null_text:'))
          or not coalesce(`modified_at` is null or date(`modified_at`, 'UTC') between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then substr(concat(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:patient_id(,|$)')) then ',unmapped_kept:patient_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:encounter_date(,|$)')) then ',unmapped_kept:encounter_date' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:encounter_type(,|$)')) then ',unmapped_kept:encounter_type' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:provider_id(,|$)')) then ',unmapped_kept:provider_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:department_id(,|$)')) then ',unmapped_kept:department_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:procedure_code(,|$)')) then ',unmapped_kept:procedure_code' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:inserted_at(,|$)')) then ',unmapped_kept:inserted_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:modified_at(,|$)')) then ',unmapped_kept:modified_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)ambiguous_dates:')) then ',ambiguous_dates' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_spellings:')) then ',mixed_spellings' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)null_text:')) then ',null_text' else '' end,
          case when not coalesce(`modified_at` is null or date(`modified_at`, 'UTC') between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',modified_at_plausible' else '' end, ''), 2) end as row_warnings, concat(coalesce(concat(cast(length(e.`encounter_id`) as STRING), ':', e.`encounter_id`), '-'), coalesce(concat(cast(length(e.`patient_id`) as STRING), ':', e.`patient_id`), '-'), coalesce(concat(cast(length(cast(e.`encounter_date` as string)) as STRING), ':', cast(e.`encounter_date` as string)), '-'), coalesce(concat(cast(length(e.`encounter_type`) as STRING), ':', e.`encounter_type`), '-'), coalesce(concat(cast(length(e.`provider_id`) as STRING), ':', e.`provider_id`), '-'), coalesce(concat(cast(length(e.`department_id`) as STRING), ':', e.`department_id`), '-'), coalesce(concat(cast(length(e.`procedure_code`) as STRING), ':', e.`procedure_code`), '-'), '') as values_text, e._source_file, case when (coalesce(_conflicting, false))
          or (`encounter_id` is null)
          or (`encounter_date` is null)
          or (_unreadable is not null and regexp_contains(_unreadable, '"encounter_date" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:encounter_date(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_date(,|$)')))
          or (_unreadable is not null and regexp_contains(_unreadable, '"inserted_at" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:inserted_at(,|$)')))
          or (_unreadable is not null and regexp_contains(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:modified_at(,|$)')))
          or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:encounter_date(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:inserted_at(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:encounter_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:patient_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:provider_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:department_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:patient_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_date(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_type(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:provider_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:department_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:procedure_code(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:inserted_at(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:modified_at(,|$)'))
          or not coalesce(`patient_id` is not null or _notes is not null and regexp_contains(_notes, '(^|,)absent:patient_id(,|$)'), false)
          or not coalesce(`encounter_date` between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when (`encounter_id` is null) then ',required:encounter_id' else '' end,
          case when (`encounter_date` is null) then ',required:encounter_date' else '' end,
          case when (_unreadable is not null and regexp_contains(_unreadable, '"encounter_date" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:encounter_date(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_date(,|$)'))) then ',unreadable:encounter_date' else '' end,
          case when (_unreadable is not null and regexp_contains(_unreadable, '"inserted_at" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:inserted_at(,|$)'))) then ',unreadable:inserted_at' else '' end,
          case when (_unreadable is not null and regexp_contains(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:modified_at(,|$)'))) then ',unreadable:modified_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:encounter_date(,|$)')) then ',mixed_dates:encounter_date' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) then ',mixed_dates:inserted_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)')) then ',mixed_dates:modified_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:encounter_id(,|$)')) then ',scientific_notation:encounter_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:patient_id(,|$)')) then ',scientific_notation:patient_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:provider_id(,|$)')) then ',scientific_notation:provider_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:department_id(,|$)')) then ',scientific_notation:department_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:patient_id(,|$)')) then ',unmapped:patient_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_date(,|$)')) then ',unmapped:encounter_date' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_type(,|$)')) then ',unmapped:encounter_type' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:provider_id(,|$)')) then ',unmapped:provider_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:department_id(,|$)')) then ',unmapped:department_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:procedure_code(,|$)')) then ',unmapped:procedure_code' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:inserted_at(,|$)')) then ',unmapped:inserted_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:modified_at(,|$)')) then ',unmapped:modified_at' else '' end,
          case when not coalesce(`patient_id` is not null or _notes is not null and regexp_contains(_notes, '(^|,)absent:patient_id(,|$)'), false) then ',patient_present' else '' end,
          case when not coalesce(`encounter_date` between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',encounter_date_plausible' else '' end, ''), 2) end as broken from `bronze_hospital_a`.`encounters` e where e._run_id in (select `run_id`
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
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by `encounter_id`) < 3 then concat(values_text, coalesce(_unreadable, '')) else _row_hash end) as content,
    row_number() over (partition by `encounter_id`, _taken_at order by _run_id desc, _seq desc) as recency
  from events
),
compared as (
  select *, lag(content) over (partition by `encounter_id` order by _taken_at) as content_before from described where recency = 1
),
changed as (
  select *, row_number() over (partition by `encounter_id` order by _taken_at) as place,
    lag(_source_ts) over (partition by `encounter_id` order by _taken_at) as stated_before, lag(_taken_at) over (partition by `encounter_id` order by _taken_at) as taken_before,
    _op = 'U' and coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') and _source_ts <= _taken_at as is_possible
  from compared where content_before <> content or (content_before is null and _op = 'U')
),
chained as (
  select *,
    max(case when is_possible and (taken_before is null or _source_ts > taken_before) then place end) over (partition by `encounter_id` order by place rows between unbounded preceding and current row) as anchor,
    max(case when not is_possible or stated_before is null or stated_before >= _source_ts then place end) over (partition by `encounter_id` order by place rows between unbounded preceding and current row) as last_break
  from changed
),
timed as (
  select *, coalesce(anchor >= coalesce(last_break, 0), false) as is_stated from chained
),
changes as (
  select *, case when is_stated then _source_ts else _taken_at end as begins_at from timed
),
ended as (
  select *, lead(begins_at) over (partition by `encounter_id` order by begins_at) as ended_at from changes
)
      select c.`encounter_id` as `of_encounter_id`, begins_at, ended_at, _op, _taken_at, _run_id, _seq, _row_hash, values_text, case when is_stated then row_warnings when row_warnings is null then 'source_time_implausible' else concat(row_warnings, ',', 'source_time_implausible') end as _warnings
      from ended c;
