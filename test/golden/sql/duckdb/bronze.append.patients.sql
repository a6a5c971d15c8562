-- Generated from the code; npm run docs writes it again.
insert into "bronze_hospital_a"."patients" ("hospital_id", "patient_id", "first_name", "last_name", "middle_name", "ssn", "phone_number", "gender", "date_of_birth", "address", "modified_at", "_run_id", "_op", "_source_ts", "_seq", "_row_hash", "_unreadable", "_source_file", "_source_line", "_taken_at", "_ingested_at")
with known as (
  select "patient_id", "_run_id", "_seq", "_op", "_row_hash", "_source_ts", "_taken_at", false as "is_staged"
  from "bronze_hospital_a"."patients" b where exists (select 1 from "staging"."hospital_a__patients" s where s._run_id = $run_id and s."patient_id" = b."patient_id")
  union all
  select "patient_id", "_run_id", "_seq", "_op", "_row_hash", "_source_ts", $taken_at as "_taken_at", true as "is_staged"
  from "staging"."hospital_a__patients" s where s._run_id = $run_id
),
since_delete as (
  select *, max(case when not is_staged and _op = 'D' and _taken_at < $taken_at then _source_ts end) over (partition by "patient_id") as deleted_at from known
),
placed as (
  select "patient_id", "_run_id", "_seq", "_op", "_row_hash", case when is_staged and deleted_at >= _source_ts then greatest(deleted_at, $taken_at) else _source_ts end as "_source_ts", "_taken_at", "is_staged"
  from since_delete
),
compared as (
  select _seq, _source_ts, is_staged, concat(_op, _row_hash) as content,
    lag(concat(_op, _row_hash)) over (partition by "patient_id" order by _source_ts asc, _taken_at asc, _run_id asc, _seq asc) as content_before
  from placed
)
select
  s."hospital_id",
  s."patient_id",
  s."first_name",
  s."last_name",
  s."middle_name",
  s."ssn",
  s."phone_number",
  s."gender",
  s."date_of_birth",
  s."address",
  s."modified_at",
  s."_run_id",
  s."_op",
  c._source_ts as "_source_ts",
  s."_seq",
  s."_row_hash",
  s."_unreadable",
  s."_source_file",
  s."_source_line",
  $taken_at as "_taken_at",
  make_timestamp(epoch_us(now())) as "_ingested_at"
from compared c join "staging"."hospital_a__patients" s on s._seq = c._seq and s._run_id = $run_id
where c.is_staged and (c.content_before is null or c.content_before <> c.content);
