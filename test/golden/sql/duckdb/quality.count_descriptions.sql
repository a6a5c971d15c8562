-- Generated from the code; npm run docs writes it again.
insert into "ops"."quality_results" ("run_id", "hospital_id", "table_name", "rule_id", "severity", "rows_checked", "rows_failed")
with counted as (
  select 'hospital-a' as "hospital_id", 3 as "rows_checked", 0 as "rows_failed"
  union all
  select 'hospital-b' as "hospital_id", 1 as "rows_checked", 0 as "rows_failed"
)
select
  'run' as "run_id",
  "hospital_id",
  'group_lookup' as "table_name",
  'described_alike' as "rule_id",
  'warning' as "severity",
  "rows_checked",
  "rows_failed"
from counted;
