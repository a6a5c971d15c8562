-- Generated from the code; npm run docs writes it again.
insert into "quarantine"."icd_codes" ("hospital_id", "icd_code", "description", "chapter", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_rule_ids", "_shape", "_conflicts_with", "_raw_line")
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
  "_rule_ids",
  substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(_raw_line, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24) as "_shape",
  "_conflicts_with",
  "_raw_line"
from "staging"."reference__icd_codes__rejected" s where _run_id = $run_id;
