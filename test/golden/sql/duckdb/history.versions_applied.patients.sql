-- Generated from the code; npm run docs writes it again.
create or replace temp table history_versions as
with released_rows as (
  select concat(concat(run_id, ':', cast(seq as varchar)), ':', rule_ids) as released from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'patients' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'released' and made_by = 'person'
),
discarded_rows as (
  select concat(run_id, ':', cast(seq as varchar)) as discarded from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'patients' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'discarded'
),
judged as (
  select e."patient_id", e."_op", e."_row_hash", e."_hash_version", e."_taken_at", e."_run_id", e."_seq", e."_source_ts", e."_source_time_kind", e."_unreadable", case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:first_name(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:last_name(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:middle_name(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:ssn(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:phone_number(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:gender(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:date_of_birth(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:address(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:modified_at(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)ambiguous_dates:'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_spellings:'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)null_text:'))
          or not coalesce("modified_at" is null or cast("modified_at" as date) between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then substr(concat(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:first_name(,|$)')) then ',unmapped_kept:first_name' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:last_name(,|$)')) then ',unmapped_kept:last_name' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:middle_name(,|$)')) then ',unmapped_kept:middle_name' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:ssn(,|$)')) then ',unmapped_kept:ssn' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:phone_number(,|$)')) then ',unmapped_kept:phone_number' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:gender(,|$)')) then ',unmapped_kept:gender' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:date_of_birth(,|$)')) then ',unmapped_kept:date_of_birth' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:address(,|$)')) then ',unmapped_kept:address' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:modified_at(,|$)')) then ',unmapped_kept:modified_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)ambiguous_dates:')) then ',ambiguous_dates' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_spellings:')) then ',mixed_spellings' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)null_text:')) then ',null_text' else '' end,
          case when not coalesce("modified_at" is null or cast("modified_at" as date) between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',modified_at_plausible' else '' end, ''), 2) end as row_warnings, concat(coalesce(concat(cast(length(e."patient_id") as varchar), ':', e."patient_id"), '-'), coalesce(concat(cast(length(e."first_name") as varchar), ':', e."first_name"), '-'), coalesce(concat(cast(length(e."last_name") as varchar), ':', e."last_name"), '-'), coalesce(concat(cast(length(e."middle_name") as varchar), ':', e."middle_name"), '-'), coalesce(concat(cast(length(e."ssn") as varchar), ':', e."ssn"), '-'), coalesce(concat(cast(length(e."phone_number") as varchar), ':', e."phone_number"), '-'), coalesce(concat(cast(length(e."gender") as varchar), ':', e."gender"), '-'), coalesce(concat(cast(length(cast(e."date_of_birth" as varchar)) as varchar), ':', cast(e."date_of_birth" as varchar)), '-'), coalesce(concat(cast(length(e."address") as varchar), ':', e."address"), '-'), '') as values_text, e._source_file, case when (coalesce(_conflicting, false))
          or ("patient_id" is null)
          or (_unreadable is not null and regexp_matches(_unreadable, '"date_of_birth" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:date_of_birth(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:date_of_birth(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)')))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:date_of_birth(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:patient_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:first_name(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:last_name(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:middle_name(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:ssn(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:phone_number(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:gender(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:date_of_birth(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:address(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)'))
          or not coalesce("date_of_birth" is not null or _notes is not null and regexp_matches(_notes, '(^|,)absent:date_of_birth(,|$)'), false)
          or not coalesce("date_of_birth" is null or "date_of_birth" between date '1900-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when ("patient_id" is null) then ',required:patient_id' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"date_of_birth" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:date_of_birth(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:date_of_birth(,|$)'))) then ',unreadable:date_of_birth' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)'))) then ',unreadable:modified_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:date_of_birth(,|$)')) then ',mixed_dates:date_of_birth' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) then ',mixed_dates:modified_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:patient_id(,|$)')) then ',scientific_notation:patient_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:first_name(,|$)')) then ',unmapped:first_name' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:last_name(,|$)')) then ',unmapped:last_name' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:middle_name(,|$)')) then ',unmapped:middle_name' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:ssn(,|$)')) then ',unmapped:ssn' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:phone_number(,|$)')) then ',unmapped:phone_number' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:gender(,|$)')) then ',unmapped:gender' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:date_of_birth(,|$)')) then ',unmapped:date_of_birth' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:address(,|$)')) then ',unmapped:address' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)')) then ',unmapped:modified_at' else '' end,
          case when not coalesce("date_of_birth" is not null or _notes is not null and regexp_matches(_notes, '(^|,)absent:date_of_birth(,|$)'), false) then ',birth_date_present' else '' end,
          case when not coalesce("date_of_birth" is null or "date_of_birth" between date '1900-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',birth_date_plausible' else '' end, ''), 2) end as broken from "bronze_hospital_a"."patients" e where e._run_id in (select "run_id"
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
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by "patient_id") < 3 then concat(values_text, coalesce(_unreadable, '')) else _row_hash end) as content,
    row_number() over (partition by "patient_id", _taken_at order by _run_id desc, _seq desc) as recency
  from events
),
compared as (
  select *, lag(content) over (partition by "patient_id" order by _taken_at) as content_before from described where recency = 1
),
changed as (
  select *, row_number() over (partition by "patient_id" order by _taken_at) as place,
    lag(_source_ts) over (partition by "patient_id" order by _taken_at) as stated_before, lag(_taken_at) over (partition by "patient_id" order by _taken_at) as taken_before,
    _op = 'U' and coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') and _source_ts <= _taken_at as is_possible
  from compared where content_before <> content or (content_before is null and _op = 'U')
),
chained as (
  select *,
    max(case when is_possible and (taken_before is null or _source_ts > taken_before) then place end) over (partition by "patient_id" order by place rows between unbounded preceding and current row) as anchor,
    max(case when not is_possible or stated_before is null or stated_before >= _source_ts then place end) over (partition by "patient_id" order by place rows between unbounded preceding and current row) as last_break
  from changed
),
timed as (
  select *, coalesce(anchor >= coalesce(last_break, 0), false) as is_stated from chained
),
changes as (
  select *, case when is_stated then _source_ts else _taken_at end as begins_at from timed
),
ended as (
  select *, lead(begins_at) over (partition by "patient_id" order by begins_at) as ended_at from changes
)
      select c."patient_id" as "of_patient_id", begins_at, ended_at, _op, _taken_at, _run_id, _seq, _row_hash, values_text, case when is_stated then row_warnings when row_warnings is null then 'source_time_implausible' else concat(row_warnings, ',', 'source_time_implausible') end as _warnings
      from ended c;
