-- Generated from the code; npm run docs writes it again.
insert into "bronze_hospital_a"."encounters" ("hospital_id", "encounter_id", "patient_id", "encounter_date", "encounter_type", "provider_id", "department_id", "procedure_code", "inserted_at", "modified_at", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_conflicting", "_lines", "_taken_at", "_ingested_at")
with staged_rows as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by "encounter_id") < 3 then concat(concat(coalesce(concat(cast(length("encounter_id") as varchar), ':', "encounter_id"), '-'), coalesce(concat(cast(length("patient_id") as varchar), ':', "patient_id"), '-'), coalesce(concat(cast(length(cast("encounter_date" as varchar)) as varchar), ':', cast("encounter_date" as varchar)), '-'), coalesce(concat(cast(length("encounter_type") as varchar), ':', "encounter_type"), '-'), coalesce(concat(cast(length("provider_id") as varchar), ':', "provider_id"), '-'), coalesce(concat(cast(length("department_id") as varchar), ':', "department_id"), '-'), coalesce(concat(cast(length("procedure_code") as varchar), ':', "procedure_code"), '-'), ''), coalesce(_unreadable, '')) else _row_hash end) as content
  from "staging"."hospital_a__encounters" s where _run_id = $run_id
),
delivered_rows as (
  select *, "encounter_id" is not null and min(content) over (partition by "encounter_id", _source_file) <> max(content) over (partition by "encounter_id", _source_file) as is_conflicting, _seq as event_seq, 1 as _lines from staged_rows
),
delivered as (
  select * from delivered_rows
),
events as (
  select "encounter_id", "_run_id", "_seq", "_op", "_row_hash", "_source_ts", "_source_time_kind", "_taken_at", false as "is_staged"
  from "bronze_hospital_a"."encounters" b where not coalesce(b._conflicting, false) and exists (select 1 from delivered s where s."encounter_id" = b."encounter_id")
  union all
  select "encounter_id", "_run_id", "_seq", "_op", "_row_hash", "_source_ts", "_source_time_kind", $taken_at as "_taken_at", true as "is_staged"
  from delivered s where not is_conflicting
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
  s.is_conflicting as "_conflicting",
  s._lines as "_lines",
  $taken_at as "_taken_at",
  make_timestamp(epoch_us(now())) as "_ingested_at"
from delivered s left join compared c on c._seq = s._seq and c.is_staged
where s.is_conflicting or c.said_before is null or c.said_before <> c.said;
