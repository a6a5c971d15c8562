-- Generated from the code; npm run docs writes it again.
insert into "quarantine"."icd_codes" ("hospital_id", "icd_code", "description", "chapter", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_rule_ids")
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
  'delivery_held' as "_rule_ids"
        from "bronze_reference"."icd_codes" b
        where _op = 'U' and _run_id in (select "run_id"
from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null
union distinct
select "run_id"
from "ops"."held_deliveries" where hospital_id = $hospital_id and table_name = $table_name) and not (not exists (
        select 1 from "ops"."held_deliveries" d
        where d.hospital_id = $hospital_id and d.table_name = $table_name
          and d.run_id = b._run_id and d.source_file = coalesce(b._source_file, ''))) and not exists (
          select 1 from "quarantine"."icd_codes" q
          where q.hospital_id = $hospital_id and q._run_id = b._run_id and q._seq = b._seq and q._raw_line is null);
