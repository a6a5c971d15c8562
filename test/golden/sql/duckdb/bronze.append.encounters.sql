-- Generated from the code; npm run docs writes it again.
insert into "bronze_hospital_a"."encounters" ("hospital_id", "encounter_id", "patient_id", "encounter_date", "encounter_type", "provider_id", "department_id", "procedure_code", "inserted_at", "modified_at", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_taken_at", "_ingested_at")
with events as (
  select "encounter_id", "_run_id", "_seq", "_op", "_row_hash", "_source_ts", "_source_time_kind", "_taken_at", false as "is_staged"
  from "bronze_hospital_a"."encounters" b where exists (select 1 from "staging"."hospital_a__encounters" s where s._run_id = $run_id and s."encounter_id" = b."encounter_id")
  union all
  select "encounter_id", "_run_id", "_seq", "_op", "_row_hash", "_source_ts", "_source_time_kind", $taken_at as "_taken_at", true as "is_staged"
  from "staging"."hospital_a__encounters" s where s._run_id = $run_id
),
compared as (
  select _seq, is_staged, concat(_op, ':', _row_hash, ':', case when coalesce(_source_time_kind, 'cursor') = 'cursor' then strftime(_source_ts, '%Y-%m-%d %H:%M:%S.%f') else '' end) as said, lag(concat(_op, ':', _row_hash, ':', case when coalesce(_source_time_kind, 'cursor') = 'cursor' then strftime(_source_ts, '%Y-%m-%d %H:%M:%S.%f') else '' end)) over (partition by "encounter_id" order by _taken_at asc, _run_id asc, _seq asc) as said_before
  from events
)
select
  s."hospital_id",
  s."encounter_id",
  s."patient_id",
  s."encounter_date",
  s."encounter_type",
  s."provider_id",
  s."department_id",
  s."procedure_code",
  s."inserted_at",
  s."modified_at",
  s."_run_id",
  s."_op",
  s."_source_ts",
  s."_source_time_kind",
  s."_seq",
  s."_row_hash",
  s."_hash_version",
  s."_unreadable",
  s."_notes",
  s."_source_file",
  s."_source_line",
  $taken_at as "_taken_at",
  make_timestamp(epoch_us(now())) as "_ingested_at"
from compared c join "staging"."hospital_a__encounters" s on s._seq = c._seq and s._run_id = $run_id
where c.is_staged and (c.said_before is null or c.said_before <> c.said);
