-- Generated from the code; npm run docs writes it again.
insert into `silver`.`icd_codes` (`hospital_id`, `icd_code`, `description`, `chapter`, `valid_from`, `valid_to`, `is_current`, `_row_hash`, `_run_id`, `_warnings`)
with moments as (
  select e.*, row_number() over (partition by e.`icd_code`, e._source_ts order by _source_ts desc, _taken_at desc, _run_id desc, _seq desc) as recency
  from `bronze_reference`.`icd_codes` e
  where not exists (
    select 1 from `quarantine`.`icd_codes` q
    where q.hospital_id = @hospital_id and q._run_id = e._run_id and q._seq = e._seq and q._raw_line is null) and `icd_code` in (
    select `icd_code` from `bronze_reference`.`icd_codes` b where _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null))
),
compared as (
  select *, concat(_op, _row_hash) as content,
    lag(concat(_op, _row_hash)) over (partition by `icd_code` order by _source_ts) as content_before
  from moments where recency = 1
),
versions as (
  select *, lead(_source_ts) over (partition by `icd_code` order by _source_ts) as ended_at
  from compared where content_before is null or content_before <> content
)
select
  @hospital_id as `hospital_id`,
  `icd_code`,
  `description`,
  `chapter`,
  _source_ts as `valid_from`,
  ended_at as `valid_to`,
  ended_at is null as `is_current`,
  `_row_hash`,
  `_run_id`,
  nullif(substr(concat(case when not coalesce(regexp_contains(`icd_code`, '^[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?$'), false) then ',icd_shape' else '' end, ''), 2), '') as `_warnings`
from versions where _op = 'U';
