-- Generated from the code; npm run docs writes it again.
insert into "ops"."quality_results" ("run_id", "hospital_id", "table_name", "rule_id", "severity", "rows_checked", "rows_failed")
with events as (
  select _run_id, count(*) as rows_checked,
    sum(case when (coalesce(_conflicting, false)) then 1 else 0 end) as failed_0,
    sum(case when ("icd_code" is null) then 1 else 0 end) as failed_1,
    sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:icd_code(,|$)')) then 1 else 0 end) as failed_2,
    sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:description(,|$)')) then 1 else 0 end) as failed_3,
    sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:chapter(,|$)')) then 1 else 0 end) as failed_4,
    sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:description(,|$)')) then 1 else 0 end) as failed_5,
    sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:chapter(,|$)')) then 1 else 0 end) as failed_6,
    sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)null_text:')) then 1 else 0 end) as failed_7,
    sum(case when not coalesce(regexp_matches("icd_code", '^[A-Z][0-9][0-9A-Z](\.?[0-9A-Z]{1,4})?$'), false) then 1 else 0 end) as failed_8
  from "bronze_reference"."icd_codes" b
  where _op = 'U' and _run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null)
  group by _run_id
),
lines as (
  select _run_id, count(*) as rejected from "quarantine"."icd_codes" q
  where hospital_id = $hospital_id and _raw_line is not null and _run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null)
  group by _run_id
),
counted as (
  select l.run_id, coalesce(e.rows_checked, 0) as rows_checked, coalesce(r.rejected, 0) as rejected,
    coalesce(e.failed_0, 0) as failed_0, coalesce(e.failed_1, 0) as failed_1, coalesce(e.failed_2, 0) as failed_2, coalesce(e.failed_3, 0) as failed_3, coalesce(e.failed_4, 0) as failed_4, coalesce(e.failed_5, 0) as failed_5, coalesce(e.failed_6, 0) as failed_6, coalesce(e.failed_7, 0) as failed_7, coalesce(e.failed_8, 0) as failed_8
  from "ops"."loads" l
  left join events e on e._run_id = l.run_id
  left join lines r on r._run_id = l.run_id
  where l.hospital_id = $hospital_id and l.table_name = $table_name and l.run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null)
),
results as (
  select "run_id", 'conflicting_rows' as "rule_id", 'error' as "severity", "rows_checked", failed_0 as "rows_failed"
  from counted
  union all
  select "run_id", 'required:icd_code' as "rule_id", 'error' as "severity", "rows_checked", failed_1 as "rows_failed"
  from counted
  union all
  select "run_id", 'scientific_notation:icd_code' as "rule_id", 'error' as "severity", "rows_checked", failed_2 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped:description' as "rule_id", 'error' as "severity", "rows_checked", failed_3 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped:chapter' as "rule_id", 'error' as "severity", "rows_checked", failed_4 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped_kept:description' as "rule_id", 'warning' as "severity", "rows_checked", failed_5 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped_kept:chapter' as "rule_id", 'warning' as "severity", "rows_checked", failed_6 as "rows_failed"
  from counted
  union all
  select "run_id", 'null_text' as "rule_id", 'warning' as "severity", "rows_checked", failed_7 as "rows_failed"
  from counted
  union all
  select "run_id", 'icd_shape' as "rule_id", 'warning' as "severity", "rows_checked", failed_8 as "rows_failed"
  from counted
  union all
  select "run_id", 'unreadable_line' as "rule_id", 'error' as "severity", rows_checked + rejected as "rows_checked", rejected as "rows_failed"
  from counted
)
select
  "run_id",
  $hospital_id as "hospital_id",
  $table_name as "table_name",
  "rule_id",
  "severity",
  cast(rows_checked as bigint) as "rows_checked",
  cast(rows_failed as bigint) as "rows_failed"
from results;
