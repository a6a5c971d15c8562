-- Generated from the code; npm run docs writes it again.
insert into `silver`.`patients` (`hospital_id`, `patient_id`, `first_name`, `last_name`, `middle_name`, `ssn`, `phone_number`, `gender`, `date_of_birth`, `address`, `modified_at`, `valid_from`, `valid_to`, `is_current`, `_row_hash`, `_run_id`, `_warnings`)
with moments as (
  select e.*, row_number() over (partition by e.`patient_id`, e._source_ts order by _source_ts desc, _taken_at desc, _run_id desc, _seq desc) as recency
  from `bronze_hospital_a`.`patients` e
  where not exists (
    select 1 from `quarantine`.`patients` q
    where q.hospital_id = @hospital_id and q._run_id = e._run_id and q._seq = e._seq and q._raw_line is null) and `patient_id` in (
    select `patient_id` from `bronze_hospital_a`.`patients` b where _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null))
),
compared as (
  select *, concat(_op, _row_hash) as content,
    lag(concat(_op, _row_hash)) over (partition by `patient_id` order by _source_ts) as content_before
  from moments where recency = 1
),
versions as (
  select *, lead(_source_ts) over (partition by `patient_id` order by _source_ts) as ended_at
  from compared where content_before is null or content_before <> content
)
select
  @hospital_id as `hospital_id`,
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
  _source_ts as `valid_from`,
  ended_at as `valid_to`,
  ended_at is null as `is_current`,
  `_row_hash`,
  `_run_id`,
  nullif(substr(concat(case when not coalesce(`date_of_birth` is null or regexp_contains(format_date('%F', `date_of_birth`), '^(19|20)[0-9]{2}-'), false) then ',born_after_1900' else '' end, ''), 2), '') as `_warnings`
from versions where _op = 'U';
