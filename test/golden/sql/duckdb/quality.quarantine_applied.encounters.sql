-- Generated from the code; npm run docs writes it again.
insert into "quarantine"."encounters" ("hospital_id", "encounter_id", "patient_id", "encounter_date", "encounter_type", "provider_id", "department_id", "procedure_code", "inserted_at", "modified_at", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_rule_ids")
with judged as (
  select "hospital_id", "encounter_id", "patient_id", "encounter_date", "encounter_type", "provider_id", "department_id", "procedure_code", "inserted_at", "modified_at", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", nullif(substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when ("encounter_id" is null) then ',required:encounter_id' else '' end,
          case when ("patient_id" is null) then ',required:patient_id' else '' end,
          case when ("encounter_date" is null) then ',required:encounter_date' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"encounter_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:encounter_date(,|$)'))) then ',unreadable:encounter_date' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"inserted_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:inserted_at(,|$)'))) then ',unreadable:inserted_at' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)'))) then ',unreadable:modified_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:encounter_date(,|$)')) then ',mixed_dates:encounter_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) then ',mixed_dates:inserted_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) then ',mixed_dates:modified_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:encounter_id(,|$)')) then ',scientific_notation:encounter_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:patient_id(,|$)')) then ',scientific_notation:patient_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:provider_id(,|$)')) then ',scientific_notation:provider_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:department_id(,|$)')) then ',scientific_notation:department_id' else '' end,
          case when not coalesce("encounter_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',encounter_date_plausible' else '' end, ''), 2), '') as "_rule_ids"
  from "bronze_hospital_a"."encounters" b where _op = 'U' and _run_id in (select "run_id"
  from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null
  union distinct
  select "run_id"
  from "ops"."held_deliveries" where hospital_id = $hospital_id and table_name = $table_name)
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
  "_rule_ids"
from judged where _rule_ids is not null;
