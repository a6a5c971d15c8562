-- Generated from the code; npm run docs writes it again.
insert into "silver"."icd_codes" ("hospital_id", "icd_code", "description", "chapter", "valid_from", "valid_to", "is_current", "known_from", "_row_hash", "_run_id", "_warnings")
with missing as (
  select w.* from history_versions w
  where w._op = 'U' and not exists (
    select 1 from "silver"."icd_codes" v
    where v.hospital_id = $hospital_id and w."of_icd_code" = v."icd_code" and w.begins_at = v.valid_from)
)
select
  $hospital_id as "hospital_id",
  e."icd_code",
  e."description",
  e."chapter",
  m.begins_at as "valid_from",
  m.ended_at as "valid_to",
  m.ended_at is null as "is_current",
  $known_at as "known_from",
  e."_row_hash",
  e."_run_id",
  m._warnings as "_warnings"
from "bronze_reference"."icd_codes" e
join missing m on m._run_id = e._run_id and m._seq = e._seq and m._taken_at = e._taken_at and m."of_icd_code" = e."icd_code";
