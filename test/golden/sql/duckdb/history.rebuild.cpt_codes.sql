-- Generated from the code; npm run docs writes it again.
insert into "silver"."cpt_codes" ("hospital_id", "procedure_code", "category", "description", "code_status", "valid_from", "valid_to", "is_current", "known_from", "_row_hash", "_run_id", "_warnings")
with missing as (
  select w.* from history_versions w
  where w._op = 'U' and not exists (
    select 1 from "silver"."cpt_codes" v
    where v.hospital_id = $hospital_id and w."of_procedure_code" = v."procedure_code" and w.begins_at = v.valid_from)
)
select
  $hospital_id as "hospital_id",
  e."procedure_code",
  e."category",
  e."description",
  e."code_status",
  m.begins_at as "valid_from",
  m.ended_at as "valid_to",
  m.ended_at is null as "is_current",
  $known_at as "known_from",
  e."_row_hash",
  e."_run_id",
  m._warnings as "_warnings"
from "bronze_reference"."cpt_codes" e
join missing m on m._run_id = e._run_id and m._seq = e._seq and m._taken_at = e._taken_at and m."of_procedure_code" = e."procedure_code";
