-- Generated from the code; npm run docs writes it again.
insert into "quarantine"."npi" ("hospital_id", "npi", "provider_name", "taxonomy", "state", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_rule_ids", "_shape", "_conflicts_with")
with discarded_rows as (
  select concat(run_id, ':', cast(seq as varchar)) as discarded from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'npi' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'discarded'
),
judged as (
  select "hospital_id", "npi", "provider_name", "taxonomy", "state", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_conflicting", case when (coalesce(_conflicting, false))
          or ("npi" is null)
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:npi(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:provider_name(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:taxonomy(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:state(,|$)')) then substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when ("npi" is null) then ',required:npi' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:npi(,|$)')) then ',scientific_notation:npi' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:provider_name(,|$)')) then ',unmapped:provider_name' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:taxonomy(,|$)')) then ',unmapped:taxonomy' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:state(,|$)')) then ',unmapped:state' else '' end, ''), 2) end as "_rule_ids"
  from "bronze_reference"."npi" b where _op = 'U' and _run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null)
),
broken as (
  select *, case when coalesce(_conflicting, false) then min(_seq) over (partition by _run_id, _source_file, coalesce(_conflicting, false), _source_ts, "npi") end as _conflicts_with from judged j
  where _rule_ids is not null or concat(_run_id, ':', cast(_seq as varchar)) in (select discarded from discarded_rows)
)
select
  "hospital_id",
  "npi",
  "provider_name",
  "taxonomy",
  "state",
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
  nullif(substr(concat(case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:npi|npi_is_10_digits|npi_check_digit)(,|$)') then concat(', npi: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"npi" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"npi" *: *"', '', 'g'), '".*$', '', 'g') else "npi" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:provider_name)(,|$)') then concat(', provider_name: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"provider_name" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"provider_name" *: *"', '', 'g'), '".*$', '', 'g') else "provider_name" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:taxonomy)(,|$)') then concat(', taxonomy: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"taxonomy" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"taxonomy" *: *"', '', 'g'), '".*$', '', 'g') else "taxonomy" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:state)(,|$)') then concat(', state: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"state" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"state" *: *"', '', 'g'), '".*$', '', 'g') else "state" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end, ''), 3), '') as "_shape",
  "_conflicts_with"
from broken;
