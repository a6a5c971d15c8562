-- Generated from the code; npm run docs writes it again.
insert into "bronze_hospital_a"."patients" ("hospital_id", "patient_id", "first_name", "last_name", "middle_name", "ssn", "phone_number", "gender", "date_of_birth", "address", "modified_at", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_conflicting", "_lines", "_taken_at", "_ingested_at")
with staged_rows as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by "patient_id") < 3 then concat(concat(coalesce(concat(cast(length("patient_id") as varchar), ':', "patient_id"), '-'), coalesce(concat(cast(length("first_name") as varchar), ':', "first_name"), '-'), coalesce(concat(cast(length("last_name") as varchar), ':', "last_name"), '-'), coalesce(concat(cast(length("middle_name") as varchar), ':', "middle_name"), '-'), coalesce(concat(cast(length("ssn") as varchar), ':', "ssn"), '-'), coalesce(concat(cast(length("phone_number") as varchar), ':', "phone_number"), '-'), coalesce(concat(cast(length("gender") as varchar), ':', "gender"), '-'), coalesce(concat(cast(length(cast("date_of_birth" as varchar)) as varchar), ':', cast("date_of_birth" as varchar)), '-'), coalesce(concat(cast(length("address") as varchar), ':', "address"), '-'), ''), coalesce(_unreadable, '')) else _row_hash end) as content
  from "staging"."hospital_a__patients" s where _run_id = $run_id
),
delivered_rows as (
  select *, "patient_id" is not null and min(content) over (partition by "patient_id", _source_file) <> max(content) over (partition by "patient_id", _source_file) as is_conflicting, _seq as event_seq, 1 as _lines from staged_rows
),
delivered as (
  select * from delivered_rows
),
events as (
  select "patient_id", "_run_id", "_seq", "_op", "_row_hash", "_source_ts", "_source_time_kind", "_taken_at", false as "is_staged"
  from "bronze_hospital_a"."patients" b where not coalesce(b._conflicting, false) and exists (select 1 from delivered s where s."patient_id" = b."patient_id")
  union all
  select "patient_id", "_run_id", "_seq", "_op", "_row_hash", "_source_ts", "_source_time_kind", $taken_at as "_taken_at", true as "is_staged"
  from delivered s where not is_conflicting
),
compared as (
  select _seq, is_staged, concat(_op, ':', _row_hash, ':', case when coalesce(_source_time_kind, 'cursor') = 'cursor' then strftime(_source_ts, '%Y-%m-%d %H:%M:%S.%f') else '' end) as said, lag(concat(_op, ':', _row_hash, ':', case when coalesce(_source_time_kind, 'cursor') = 'cursor' then strftime(_source_ts, '%Y-%m-%d %H:%M:%S.%f') else '' end)) over (partition by "patient_id" order by _taken_at asc, _run_id asc, _seq asc) as said_before
  from events
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
