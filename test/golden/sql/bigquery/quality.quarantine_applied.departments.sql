-- Generated from the code; npm run docs writes it again.
insert into `quarantine`.`departments` (`hospital_id`, `department_id`, `name`, `_run_id`, `_op`, `_source_ts`, `_source_time_kind`, `_seq`, `_row_hash`, `_hash_version`, `_unreadable`, `_notes`, `_source_file`, `_source_line`, `_rule_ids`)
with judged as (
  select `hospital_id`, `department_id`, `name`, `_run_id`, `_op`, `_source_ts`, `_source_time_kind`, `_seq`, `_row_hash`, `_hash_version`, `_unreadable`, `_notes`, `_source_file`, `_source_line`, nullif(substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when (`department_id` is null) then ',required:department_id' else '' end,
          case when (`name` is null) then ',required:name' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:department_id(,|$)')) then ',scientific_notation:department_id' else '' end, ''), 2), '') as `_rule_ids`
  from `bronze_hospital_a`.`departments` b where _op = 'U' and _run_id in (select `run_id`
  from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is not null
  union distinct
  select `run_id`
  from `ops`.`held_deliveries` where hospital_id = @hospital_id and table_name = @table_name)
)
select
  `hospital_id`,
  `department_id`,
  `name`,
  `_run_id`,
  `_op`,
  `_source_ts`,
  `_source_time_kind`,
  `_seq`,
  `_row_hash`,
  `_hash_version`,
  `_unreadable`,
  `_notes`,
  `_source_file`,
  `_source_line`,
  `_rule_ids`
from judged where _rule_ids is not null;
