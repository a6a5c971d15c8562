-- Generated from the code; npm run docs writes it again.
insert into `bronze_hospital_a`.`patients` (`hospital_id`, `patient_id`, `first_name`, `last_name`, `middle_name`, `ssn`, `phone_number`, `gender`, `date_of_birth`, `address`, `modified_at`, `_run_id`, `_op`, `_source_ts`, `_source_time_kind`, `_seq`, `_row_hash`, `_hash_version`, `_unreadable`, `_notes`, `_source_file`, `_source_line`, `_taken_at`, `_ingested_at`)
with events as (
  select `patient_id`, `_run_id`, `_seq`, `_op`, `_row_hash`, `_source_ts`, `_source_time_kind`, `_taken_at`, false as `is_staged`
  from `bronze_hospital_a`.`patients` b where exists (select 1 from `staging`.`hospital_a__patients` s where s._run_id = @run_id and s.`patient_id` = b.`patient_id`)
  union all
  select `patient_id`, `_run_id`, `_seq`, `_op`, `_row_hash`, `_source_ts`, `_source_time_kind`, @taken_at as `_taken_at`, true as `is_staged`
  from `staging`.`hospital_a__patients` s where s._run_id = @run_id
),
compared as (
  select _seq, is_staged, concat(_op, ':', _row_hash, ':', case when coalesce(_source_time_kind, 'cursor') = 'cursor' then format_timestamp('%F %H:%M:%E6S', _source_ts, 'UTC') else '' end) as said, lag(concat(_op, ':', _row_hash, ':', case when coalesce(_source_time_kind, 'cursor') = 'cursor' then format_timestamp('%F %H:%M:%E6S', _source_ts, 'UTC') else '' end)) over (partition by `patient_id` order by _taken_at asc, _run_id asc, _seq asc) as said_before
  from events
)
select
  s.`hospital_id`,
  s.`patient_id`,
  s.`first_name`,
  s.`last_name`,
  s.`middle_name`,
  s.`ssn`,
  s.`phone_number`,
  s.`gender`,
  s.`date_of_birth`,
  s.`address`,
  s.`modified_at`,
  s.`_run_id`,
  s.`_op`,
  s.`_source_ts`,
  s.`_source_time_kind`,
  s.`_seq`,
  s.`_row_hash`,
  s.`_hash_version`,
  s.`_unreadable`,
  s.`_notes`,
  s.`_source_file`,
  s.`_source_line`,
  @taken_at as `_taken_at`,
  current_timestamp() as `_ingested_at`
from compared c join `staging`.`hospital_a__patients` s on s._seq = c._seq and s._run_id = @run_id
where c.is_staged and (c.said_before is null or c.said_before <> c.said);
