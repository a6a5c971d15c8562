-- Generated from the code; npm run docs writes it again.
insert into `quarantine`.`cpt_codes` (`hospital_id`, `procedure_code`, `category`, `description`, `code_status`, `_run_id`, `_op`, `_source_ts`, `_source_time_kind`, `_seq`, `_row_hash`, `_hash_version`, `_unreadable`, `_notes`, `_source_file`, `_source_line`, `_rule_ids`, `_shape`, `_conflicts_with`, `_raw_line`)
select
  `hospital_id`,
  `procedure_code`,
  `category`,
  `description`,
  `code_status`,
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
  substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(_raw_line, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24) as `_shape`,
  `_conflicts_with`,
  `_raw_line`
from `staging`.`reference__cpt_codes__rejected` s where _run_id = @run_id;
