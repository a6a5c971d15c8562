-- Generated from the code; npm run docs writes it again.
insert into "quarantine"."providers" ("hospital_id", "provider_id", "first_name", "last_name", "specialization", "department_id", "npi", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_rule_ids")
with judged as (
  select "hospital_id", "provider_id", "first_name", "last_name", "specialization", "department_id", "npi", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", nullif(substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when ("provider_id" is null) then ',required:provider_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:provider_id(,|$)')) then ',scientific_notation:provider_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:department_id(,|$)')) then ',scientific_notation:department_id' else '' end,
          case when not coalesce("department_id" is not null, false) then ',department_present' else '' end, ''), 2), '') as "_rule_ids"
  from "bronze_hospital_a"."providers" b where _op = 'U' and _run_id in (select "run_id"
  from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null
  union distinct
  select "run_id"
  from "ops"."held_deliveries" where hospital_id = $hospital_id and table_name = $table_name)
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
  "_rule_ids"
from judged where _rule_ids is not null;
