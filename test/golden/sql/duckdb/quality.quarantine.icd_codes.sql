-- Generated from the code; npm run docs writes it again.
insert into "quarantine"."icd_codes" ("hospital_id", "icd_code", "description", "chapter", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_rule_ids", "_shape", "_conflicts_with")
with discarded_rows as (
  select concat(run_id, ':', cast(seq as varchar)) as discarded from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'icd_codes' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'discarded'
),
judged as (
  select "hospital_id", "icd_code", "description", "chapter", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_conflicting", case when (coalesce(_conflicting, false))
          or ("icd_code" is null)
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:icd_code(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:description(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:chapter(,|$)')) then substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when ("icd_code" is null) then ',required:icd_code' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:icd_code(,|$)')) then ',scientific_notation:icd_code' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:description(,|$)')) then ',unmapped:description' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:chapter(,|$)')) then ',unmapped:chapter' else '' end, ''), 2) end as "_rule_ids"
  from "bronze_reference"."icd_codes" b where _op = 'U' and _run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null)
),
broken as (
  select *, case when coalesce(_conflicting, false) then min(_seq) over (partition by _run_id, _source_file, coalesce(_conflicting, false), _source_ts, "icd_code") end as _conflicts_with from judged j
  where _rule_ids is not null or concat(_run_id, ':', cast(_seq as varchar)) in (select discarded from discarded_rows)
)
select
  "hospital_id",
  "icd_code",
  "description",
  "chapter",
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
  nullif(substr(concat(case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:icd_code|icd_shape)(,|$)') then concat(', icd_code: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"icd_code" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"icd_code" *: *"', '', 'g'), '".*$', '', 'g') else "icd_code" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:description)(,|$)') then concat(', description: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"description" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"description" *: *"', '', 'g'), '".*$', '', 'g') else "description" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:chapter)(,|$)') then concat(', chapter: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"chapter" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"chapter" *: *"', '', 'g'), '".*$', '', 'g') else "chapter" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end, ''), 3), '') as "_shape",
  "_conflicts_with"
from broken;
