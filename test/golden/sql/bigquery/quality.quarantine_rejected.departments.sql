-- Generated from the code; npm run docs writes it again.
insert into `quarantine`.`departments` (`hospital_id`, `department_id`, `name`, `_run_id`, `_op`, `_source_ts`, `_source_time_kind`, `_seq`, `_row_hash`, `_hash_version`, `_unreadable`, `_notes`, `_source_file`, `_source_line`, `_rule_ids`, `_raw_line`)
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
  `_rule_ids`,
  `_raw_line`
from `staging`.`hospital_a__departments__rejected` s where _run_id = @run_id;
