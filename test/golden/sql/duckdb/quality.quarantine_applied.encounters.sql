-- Generated from the code; npm run docs writes it again.
insert into "quarantine"."encounters" ("hospital_id", "encounter_id", "patient_id", "encounter_date", "encounter_type", "provider_id", "department_id", "procedure_code", "inserted_at", "modified_at", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_rule_ids", "_shape", "_conflicts_with")
with discarded_rows as (
  select concat(run_id, ':', cast(seq as varchar)) as discarded from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'encounters' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'discarded'
),
judged as (
  select "hospital_id", "encounter_id", "patient_id", "encounter_date", "encounter_type", "provider_id", "department_id", "procedure_code", "inserted_at", "modified_at", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_conflicting", case when (coalesce(_conflicting, false))
          or ("encounter_id" is null)
          or ("encounter_date" is null)
          or (_unreadable is not null and regexp_matches(_unreadable, '"encounter_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:encounter_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:encounter_date(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"inserted_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:inserted_at(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)')))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:encounter_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:inserted_at(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:encounter_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:patient_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:provider_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:department_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:patient_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:encounter_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:encounter_type(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:provider_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:department_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:procedure_code(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:inserted_at(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)'))
          or not coalesce("patient_id" is not null or _notes is not null and regexp_matches(_notes, '(^|,)absent:patient_id(,|$)'), false)
          or not coalesce("encounter_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when ("encounter_id" is null) then ',required:encounter_id' else '' end,
          case when ("encounter_date" is null) then ',required:encounter_date' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"encounter_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:encounter_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:encounter_date(,|$)'))) then ',unreadable:encounter_date' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"inserted_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:inserted_at(,|$)'))) then ',unreadable:inserted_at' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)'))) then ',unreadable:modified_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:encounter_date(,|$)')) then ',mixed_dates:encounter_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) then ',mixed_dates:inserted_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) then ',mixed_dates:modified_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:encounter_id(,|$)')) then ',scientific_notation:encounter_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:patient_id(,|$)')) then ',scientific_notation:patient_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:provider_id(,|$)')) then ',scientific_notation:provider_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:department_id(,|$)')) then ',scientific_notation:department_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:patient_id(,|$)')) then ',unmapped:patient_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:encounter_date(,|$)')) then ',unmapped:encounter_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:encounter_type(,|$)')) then ',unmapped:encounter_type' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:provider_id(,|$)')) then ',unmapped:provider_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:department_id(,|$)')) then ',unmapped:department_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:procedure_code(,|$)')) then ',unmapped:procedure_code' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:inserted_at(,|$)')) then ',unmapped:inserted_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)')) then ',unmapped:modified_at' else '' end,
          case when not coalesce("patient_id" is not null or _notes is not null and regexp_matches(_notes, '(^|,)absent:patient_id(,|$)'), false) then ',patient_present' else '' end,
          case when not coalesce("encounter_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',encounter_date_plausible' else '' end, ''), 2) end as "_rule_ids"
  from "bronze_hospital_a"."encounters" b where _op = 'U' and _run_id in (select "run_id"
  from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null
  union distinct
  select "run_id"
  from "ops"."held_deliveries" where hospital_id = $hospital_id and table_name = $table_name)
),
broken as (
  select *, case when coalesce(_conflicting, false) then min(_seq) over (partition by _run_id, _source_file, coalesce(_conflicting, false), "encounter_id") end as _conflicts_with from judged j
  where _rule_ids is not null or concat(_run_id, ':', cast(_seq as varchar)) in (select discarded from discarded_rows)
)
select
  "hospital_id",
  "encounter_id",
  "patient_id",
  "encounter_date",
  "encounter_type",
  "provider_id",
  "department_id",
  "procedure_code",
  "inserted_at",
  "modified_at",
  "_run_id",
  "_op",
  "_source_ts",
  "_source_time_kind",
  "_seq",
  "_row_hash",
  "_hash_version",
  "_unreadable",
  "_notes",
  "_source_file",
  "_source_line",
  coalesce(_rule_ids, 'discarded') as "_rule_ids",
  nullif(substr(concat(case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:encounter_id)(,|$)') then concat(', encounter_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"encounter_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"encounter_id" *: *"', '', 'g'), '".*$', '', 'g') else "encounter_id" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:patient_id|patient_present)(,|$)') then concat(', patient_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"patient_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"patient_id" *: *"', '', 'g'), '".*$', '', 'g') else "patient_id" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:encounter_date|encounter_date_plausible)(,|$)') then concat(', encounter_date: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"encounter_date" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"encounter_date" *: *"', '', 'g'), '".*$', '', 'g') else strftime("encounter_date", '%Y-%m-%d') end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:encounter_type)(,|$)') then concat(', encounter_type: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"encounter_type" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"encounter_type" *: *"', '', 'g'), '".*$', '', 'g') else "encounter_type" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:provider_id)(,|$)') then concat(', provider_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"provider_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"provider_id" *: *"', '', 'g'), '".*$', '', 'g') else "provider_id" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:department_id)(,|$)') then concat(', department_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"department_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"department_id" *: *"', '', 'g'), '".*$', '', 'g') else "department_id" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:procedure_code)(,|$)') then concat(', procedure_code: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"procedure_code" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"procedure_code" *: *"', '', 'g'), '".*$', '', 'g') else "procedure_code" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:inserted_at)(,|$)') then concat(', inserted_at: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"inserted_at" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"inserted_at" *: *"', '', 'g'), '".*$', '', 'g') else strftime("inserted_at", '%Y-%m-%d %H:%M:%S.%f') end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:modified_at|modified_at_plausible)(,|$)') then concat(', modified_at: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"modified_at" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"modified_at" *: *"', '', 'g'), '".*$', '', 'g') else strftime("modified_at", '%Y-%m-%d %H:%M:%S.%f') end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end, ''), 3), '') as "_shape",
  "_conflicts_with"
from broken;
