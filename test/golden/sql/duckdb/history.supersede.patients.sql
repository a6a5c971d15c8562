-- Generated from the code; npm run docs writes it again.
insert into "silver"."patients__superseded" ("hospital_id", "patient_id", "first_name", "last_name", "middle_name", "ssn", "phone_number", "gender", "date_of_birth", "address", "modified_at", "valid_from", "valid_to", "is_current", "known_from", "_row_hash", "_run_id", "_warnings", "known_to")
select
  v."hospital_id",
  v."patient_id",
  v."first_name",
  v."last_name",
  v."middle_name",
  v."ssn",
  v."phone_number",
  v."gender",
  v."date_of_birth",
  v."address",
  v."modified_at",
  v."valid_from",
  v."valid_to",
  v."is_current",
  v."known_from",
  v."_row_hash",
  v."_run_id",
  v."_warnings",
  $known_at as "known_to"
from "silver"."patients" v
where v.hospital_id = $hospital_id and exists (select 1 from history_replaced r where r."of_patient_id" = v."patient_id" and r.begins_at = v.valid_from);
