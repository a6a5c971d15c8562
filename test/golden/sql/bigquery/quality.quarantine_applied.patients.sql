-- Generated from the code; npm run docs writes it again.
insert into `quarantine`.`patients` (`hospital_id`, `patient_id`, `first_name`, `last_name`, `middle_name`, `ssn`, `phone_number`, `gender`, `date_of_birth`, `address`, `modified_at`, `_run_id`, `_op`, `_source_ts`, `_source_time_kind`, `_seq`, `_row_hash`, `_hash_version`, `_unreadable`, `_notes`, `_source_file`, `_source_line`, `_rule_ids`)
with judged as (
  select `hospital_id`, `patient_id`, `first_name`, `last_name`, `middle_name`, `ssn`, `phone_number`, `gender`, `date_of_birth`, `address`, `modified_at`, `_run_id`, `_op`, `_source_ts`, `_source_time_kind`, `_seq`, `_row_hash`, `_hash_version`, `_unreadable`, `_notes`, `_source_file`, `_source_line`, nullif(substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when (`patient_id` is null) then ',required:patient_id' else '' end,
          case when (_unreadable is not null and regexp_contains(_unreadable, '"date_of_birth" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:date_of_birth(,|$)'))) then ',unreadable:date_of_birth' else '' end,
          case when (_unreadable is not null and regexp_contains(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)'))) then ',unreadable:modified_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:date_of_birth(,|$)')) then ',mixed_dates:date_of_birth' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)')) then ',mixed_dates:modified_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:patient_id(,|$)')) then ',scientific_notation:patient_id' else '' end,
          case when not coalesce(`date_of_birth` is not null, false) then ',birth_date_present' else '' end,
          case when not coalesce(`date_of_birth` is null or `date_of_birth` between date '1900-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',birth_date_plausible' else '' end, ''), 2), '') as `_rule_ids`
  from `bronze_hospital_a`.`patients` b where _op = 'U' and _run_id in (select `run_id`
  from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is not null
  union distinct
  select `run_id`
  from `ops`.`held_deliveries` where hospital_id = @hospital_id and table_name = @table_name)
)
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
  `_rule_ids`
from judged where _rule_ids is not null;
