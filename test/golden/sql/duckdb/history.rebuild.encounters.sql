-- Generated from the code; npm run docs writes it again.
insert into "silver"."encounters" ("hospital_id", "encounter_id", "patient_id", "encounter_date", "encounter_type", "provider_id", "department_id", "procedure_code", "inserted_at", "modified_at", "valid_from", "valid_to", "is_current", "known_from", "_row_hash", "_run_id", "_warnings")
with missing as (
  select w.* from history_versions w
  where w._op = 'U' and not exists (
    select 1 from "silver"."encounters" v
    where v.hospital_id = $hospital_id and w."of_encounter_id" = v."encounter_id" and w.begins_at = v.valid_from)
)
select
  $hospital_id as "hospital_id",
  e."encounter_id",
  e."patient_id",
  e."encounter_date",
  e."encounter_type",
  e."provider_id",
  e."department_id",
  e."procedure_code",
  e."inserted_at",
  e."modified_at",
  m.begins_at as "valid_from",
  m.ended_at as "valid_to",
  m.ended_at is null as "is_current",
  $known_at as "known_from",
  e."_row_hash",
  e."_run_id",
  m._warnings as "_warnings"
from "bronze_hospital_a"."encounters" e
join missing m on m._run_id = e._run_id and m._seq = e._seq and m._taken_at = e._taken_at and m."of_encounter_id" = e."encounter_id";
