-- Generated from the code; npm run docs writes it again.
insert into "quarantine"."cpt_codes" ("hospital_id", "procedure_code", "category", "description", "code_status", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_rule_ids", "_raw_line")
select
  "hospital_id",
  "procedure_code",
  "category",
  "description",
  "code_status",
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
  "_rule_ids",
  "_raw_line"
from "staging"."reference__cpt_codes__rejected" s where _run_id = $run_id;
