-- Generated from the code; npm run docs writes it again.
insert into "quarantine"."patients" ("hospital_id", "patient_id", "first_name", "last_name", "middle_name", "ssn", "phone_number", "gender", "date_of_birth", "address", "modified_at", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_rule_ids", "_shape", "_conflicts_with")
with discarded_rows as (
  select concat(run_id, ':', cast(seq as varchar)) as discarded from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'patients' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'discarded'
),
judged as (
  select "hospital_id", "patient_id", "first_name", "last_name", "middle_name", "ssn", "phone_number", "gender", "date_of_birth", "address", "modified_at", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_conflicting", case when (coalesce(_conflicting, false))
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
          case when not coalesce("date_of_birth" is null or "date_of_birth" between date '1900-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',birth_date_plausible' else '' end, ''), 2) end as "_rule_ids"
  from "bronze_hospital_a"."patients" b where _op = 'U' and _run_id in (select "run_id"
  from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null
  union distinct
  select "run_id"
  from "ops"."held_deliveries" where hospital_id = $hospital_id and table_name = $table_name)
),
broken as (
  select *, case when coalesce(_conflicting, false) then min(_seq) over (partition by _run_id, _source_file, coalesce(_conflicting, false), "patient_id") end as _conflicts_with from judged j
  where _rule_ids is not null or concat(_run_id, ':', cast(_seq as varchar)) in (select discarded from discarded_rows)
)
select
  "hospital_id",
  "patient_id",
  "first_name",
  "last_name",
  "middle_name",
  "ssn",
  "phone_number",
  "gender",
  "date_of_birth",
  "address",
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
  nullif(substr(concat(case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:patient_id)(,|$)') then concat(', patient_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"patient_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"patient_id" *: *"', '', 'g'), '".*$', '', 'g') else "patient_id" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:first_name)(,|$)') then concat(', first_name: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"first_name" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"first_name" *: *"', '', 'g'), '".*$', '', 'g') else "first_name" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:last_name)(,|$)') then concat(', last_name: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"last_name" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"last_name" *: *"', '', 'g'), '".*$', '', 'g') else "last_name" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:middle_name)(,|$)') then concat(', middle_name: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"middle_name" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"middle_name" *: *"', '', 'g'), '".*$', '', 'g') else "middle_name" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:ssn)(,|$)') then concat(', ssn: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"ssn" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"ssn" *: *"', '', 'g'), '".*$', '', 'g') else "ssn" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:phone_number)(,|$)') then concat(', phone_number: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"phone_number" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"phone_number" *: *"', '', 'g'), '".*$', '', 'g') else "phone_number" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:gender)(,|$)') then concat(', gender: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"gender" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"gender" *: *"', '', 'g'), '".*$', '', 'g') else "gender" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:date_of_birth|birth_date_present|birth_date_plausible)(,|$)') then concat(', date_of_birth: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"date_of_birth" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"date_of_birth" *: *"', '', 'g'), '".*$', '', 'g') else strftime("date_of_birth", '%Y-%m-%d') end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:address)(,|$)') then concat(', address: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"address" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"address" *: *"', '', 'g'), '".*$', '', 'g') else "address" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:modified_at|modified_at_plausible)(,|$)') then concat(', modified_at: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"modified_at" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"modified_at" *: *"', '', 'g'), '".*$', '', 'g') else strftime("modified_at", '%Y-%m-%d %H:%M:%S.%f') end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end, ''), 3), '') as "_shape",
  "_conflicts_with"
from broken;
