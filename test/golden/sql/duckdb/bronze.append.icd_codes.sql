-- Generated from the code; npm run docs writes it again.
insert into "bronze_reference"."icd_codes" ("hospital_id", "icd_code", "description", "chapter", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_conflicting", "_lines", "_taken_at", "_ingested_at")
with staged_rows as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by "icd_code") < 3 then concat(concat(coalesce(concat(cast(length("icd_code") as varchar), ':', "icd_code"), '-'), coalesce(concat(cast(length("description") as varchar), ':', "description"), '-'), coalesce(concat(cast(length("chapter") as varchar), ':', "chapter"), '-'), ''), coalesce(_unreadable, '')) else _row_hash end) as content
  from "staging"."reference__icd_codes" s where _run_id = $run_id
),
delivered_rows as (
  select *, "icd_code" is not null and min(content) over (partition by "icd_code", _source_file, _source_ts) <> max(content) over (partition by "icd_code", _source_file, _source_ts) as is_conflicting, _seq as event_seq, 1 as _lines from staged_rows
),
delivered as (
  select * from delivered_rows
),
events as (
  select "icd_code", "_run_id", "_seq", "_op", "_row_hash", "_source_ts", "_source_time_kind", "_taken_at", false as "is_staged"
  from "bronze_reference"."icd_codes" b where not coalesce(b._conflicting, false) and exists (select 1 from delivered s where s."icd_code" = b."icd_code")
  union all
  select "icd_code", "_run_id", "_seq", "_op", "_row_hash", "_source_ts", "_source_time_kind", $taken_at as "_taken_at", true as "is_staged"
  from delivered s where not is_conflicting
),
described as (
  select *, min(case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') then _source_ts end) over (partition by "icd_code" order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) as stated_later from events
),
compared as (
  select _seq, is_staged, concat(_op, ':', _row_hash, ':', case when coalesce(_source_time_kind, 'cursor') = 'cursor' then strftime(_source_ts, '%Y-%m-%d %H:%M:%S.%f') else '' end) as said, lag(concat(_op, ':', _row_hash, ':', case when coalesce(_source_time_kind, 'cursor') = 'cursor' then strftime(_source_ts, '%Y-%m-%d %H:%M:%S.%f') else '' end)) over (partition by "icd_code" order by case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end, _taken_at asc, _run_id asc, _seq asc) as said_before
  from described
)
select
  s."hospital_id",
  s."icd_code",
  s."description",
  s."chapter",
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
