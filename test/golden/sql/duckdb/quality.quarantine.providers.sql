-- Generated from the code; npm run docs writes it again.
insert into "quarantine"."providers" ("hospital_id", "provider_id", "first_name", "last_name", "specialization", "department_id", "npi", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_rule_ids", "_shape", "_conflicts_with")
with discarded_rows as (
  select concat(run_id, ':', cast(seq as varchar)) as discarded from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'providers' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'discarded'
),
judged as (
  select "hospital_id", "provider_id", "first_name", "last_name", "specialization", "department_id", "npi", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_conflicting", case when (coalesce(_conflicting, false))
          or ("provider_id" is null)
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:provider_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:department_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:first_name(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:last_name(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:specialization(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:department_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:npi(,|$)'))
          or not coalesce("department_id" is not null or _notes is not null and regexp_matches(_notes, '(^|,)absent:department_id(,|$)'), false) then substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when ("provider_id" is null) then ',required:provider_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:provider_id(,|$)')) then ',scientific_notation:provider_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:department_id(,|$)')) then ',scientific_notation:department_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:first_name(,|$)')) then ',unmapped:first_name' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:last_name(,|$)')) then ',unmapped:last_name' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:specialization(,|$)')) then ',unmapped:specialization' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:department_id(,|$)')) then ',unmapped:department_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:npi(,|$)')) then ',unmapped:npi' else '' end,
          case when not coalesce("department_id" is not null or _notes is not null and regexp_matches(_notes, '(^|,)absent:department_id(,|$)'), false) then ',department_present' else '' end, ''), 2) end as "_rule_ids"
  from "bronze_hospital_a"."providers" b where _op = 'U' and _run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null)
),
broken as (
  select *, case when coalesce(_conflicting, false) then min(_seq) over (partition by _run_id, _source_file, coalesce(_conflicting, false), "provider_id") end as _conflicts_with from judged j
  where _rule_ids is not null or concat(_run_id, ':', cast(_seq as varchar)) in (select discarded from discarded_rows)
)
select
  "hospital_id",
  "provider_id",
  "first_name",
  "last_name",
  "specialization",
  "department_id",
  "npi",
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
  nullif(substr(concat(case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:provider_id)(,|$)') then concat(', provider_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"provider_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"provider_id" *: *"', '', 'g'), '".*$', '', 'g') else "provider_id" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:first_name)(,|$)') then concat(', first_name: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"first_name" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"first_name" *: *"', '', 'g'), '".*$', '', 'g') else "first_name" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:last_name)(,|$)') then concat(', last_name: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"last_name" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"last_name" *: *"', '', 'g'), '".*$', '', 'g') else "last_name" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:specialization)(,|$)') then concat(', specialization: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"specialization" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"specialization" *: *"', '', 'g'), '".*$', '', 'g') else "specialization" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:department_id|department_present)(,|$)') then concat(', department_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"department_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"department_id" *: *"', '', 'g'), '".*$', '', 'g') else "department_id" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:npi|npi_is_10_digits|npi_check_digit)(,|$)') then concat(', npi: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"npi" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"npi" *: *"', '', 'g'), '".*$', '', 'g') else "npi" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end, ''), 3), '') as "_shape",
  "_conflicts_with"
from broken;
