-- Generated from the code; npm run docs writes it again.
insert into "silver"."claims__superseded" ("hospital_id", "claim_id", "transaction_id", "patient_id", "encounter_id", "provider_id", "department_id", "service_date", "claim_date", "adjudication_date", "payer_id", "claim_amount", "paid_amount", "claim_status", "payer_type", "deductible", "coinsurance", "copay", "inserted_at", "modified_at", "valid_from", "valid_to", "is_current", "known_from", "_row_hash", "_run_id", "_warnings", "known_to")
select
  v."hospital_id",
  v."claim_id",
  v."transaction_id",
  v."patient_id",
  v."encounter_id",
  v."provider_id",
  v."department_id",
  v."service_date",
  v."claim_date",
  v."adjudication_date",
  v."payer_id",
  v."claim_amount",
  v."paid_amount",
  v."claim_status",
  v."payer_type",
  v."deductible",
  v."coinsurance",
  v."copay",
  v."inserted_at",
  v."modified_at",
  v."valid_from",
  v."valid_to",
  v."is_current",
  v."known_from",
  v."_row_hash",
  v."_run_id",
  v."_warnings",
  $known_at as "known_to"
from "silver"."claims" v
where v.hospital_id = $hospital_id and exists (select 1 from history_replaced r where r."of_claim_id" = v."claim_id" and r.begins_at = v.valid_from);
