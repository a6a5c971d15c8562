-- Generated from the code; npm run docs writes it again.
insert into `silver`.`encounters` (`hospital_id`, `encounter_id`, `patient_id`, `encounter_date`, `encounter_type`, `provider_id`, `department_id`, `procedure_code`, `inserted_at`, `modified_at`, `valid_from`, `valid_to`, `is_current`, `_row_hash`, `_run_id`, `_warnings`)
with moments as (
  select e.*, row_number() over (partition by e.`encounter_id`, e._source_ts order by _source_ts desc, _taken_at desc, _run_id desc, _seq desc) as recency
  from `bronze_hospital_a`.`encounters` e
  where e._run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is not null) and (e._op <> 'U' or nullif(substr(concat(case when (`encounter_id` is null) then ',required:encounter_id' else '' end,
    case when (`patient_id` is null) then ',required:patient_id' else '' end,
    case when (`encounter_date` is null) then ',required:encounter_date' else '' end,
    case when (_unreadable is not null and regexp_contains(_unreadable, '"encounter_date" *:')) then ',unreadable:encounter_date' else '' end,
    case when (_unreadable is not null and regexp_contains(_unreadable, '"inserted_at" *:')) then ',unreadable:inserted_at' else '' end,
    case when (_unreadable is not null and regexp_contains(_unreadable, '"modified_at" *:')) then ',unreadable:modified_at' else '' end,
    case when not coalesce(`encounter_date` between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',encounter_date_plausible' else '' end, ''), 2), '') is null)
),
compared as (
  select *, concat(_op, _row_hash) as content,
    lag(concat(_op, _row_hash)) over (partition by `encounter_id` order by _source_ts) as content_before
  from moments where recency = 1
),
versions as (
  select *, lead(_source_ts) over (partition by `encounter_id` order by _source_ts) as ended_at
  from compared where content_before is null or content_before <> content
)
select
  @hospital_id as `hospital_id`,
  `encounter_id`,
  `patient_id`,
  `encounter_date`,
  `encounter_type`,
  `provider_id`,
  `department_id`,
  `procedure_code`,
  `inserted_at`,
  `modified_at`,
  _source_ts as `valid_from`,
  ended_at as `valid_to`,
  ended_at is null as `is_current`,
  `_row_hash`,
  `_run_id`,
  cast(null as STRING) as `_warnings`
from versions where _op = 'U';
