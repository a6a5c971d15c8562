-- Generated from the code; npm run docs writes it again.
insert into `quarantine`.`patients` (`hospital_id`, `patient_id`, `first_name`, `last_name`, `middle_name`, `ssn`, `phone_number`, `gender`, `date_of_birth`, `address`, `modified_at`, `_run_id`, `_op`, `_source_ts`, `_source_time_kind`, `_seq`, `_row_hash`, `_hash_version`, `_unreadable`, `_notes`, `_source_file`, `_source_line`, `_rule_ids`, `_raw_line`)
select
  `hospital_id`,
  `patient_id`,
  `first_name`,
  `last_name`,
  `middle_name`,
  `ssn`,
  `phone_number`,
  `gender`,
  `date_of_birth`,
  `address`,
  `modified_at`,
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
from `staging`.`hospital_a__patients__rejected` s where _run_id = @run_id;
