-- Generated from the code; npm run docs writes it again.
insert into `silver`.`icd_codes` (`hospital_id`, `icd_code`, `description`, `chapter`, `valid_from`, `valid_to`, `is_current`, `known_from`, `_row_hash`, `_run_id`, `_warnings`)
with events as (
  select e.* from `bronze_reference`.`icd_codes` e
  where not exists (
    select 1 from `quarantine`.`icd_codes` q
    where q.hospital_id = @hospital_id and q._run_id = e._run_id and q._seq = e._seq and q._raw_line is null) and `icd_code` in (
    select `icd_code` from `bronze_reference`.`icd_codes` b where _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null))
),
described as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by `icd_code`) < 2 then concat(concat(coalesce(concat(cast(length(`icd_code`) as STRING), ':', `icd_code`), '-'), coalesce(concat(cast(length(`description`) as STRING), ':', `description`), '-'), coalesce(concat(cast(length(`chapter`) as STRING), ':', `chapter`), '-'), ''), coalesce(_unreadable, '')) else _row_hash end) as content, coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') as is_stated, min(case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') then _source_ts end) over (partition by `icd_code` order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) as stated_later
  from events
),
timed as (
  select *, case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end as begins_at from described
),
moments as (
  select *, row_number() over (partition by `icd_code`, begins_at order by _taken_at desc, _run_id desc, _seq desc) as recency
  from timed
),
compared as (
  select *, lag(content) over (partition by `icd_code` order by begins_at) as content_before
  from moments where recency = 1
),
changes as (
  select * from compared where content_before is null or content_before <> content
),
versions as (
  select *, lead(begins_at) over (partition by `icd_code` order by begins_at) as ended_at from changes
)
select
  @hospital_id as `hospital_id`,
  `icd_code`,
  `description`,
  `chapter`,
  begins_at as `valid_from`,
  ended_at as `valid_to`,
  ended_at is null as `is_current`,
  @known_at as `known_from`,
  `_row_hash`,
  `_run_id`,
  nullif(substr(concat(case when (_notes is not null and regexp_contains(_notes, '(^|,)null_text:')) then ',null_text' else '' end,
          case when not coalesce(regexp_contains(`icd_code`, '^[A-Z][0-9][0-9A-Z](\\.?[0-9A-Z]{1,4})?$'), false) then ',icd_shape' else '' end, ''), 2), '') as `_warnings`
from versions w
where _op = 'U' and not exists (
  select 1 from `silver`.`icd_codes` v
  where v.hospital_id = @hospital_id and v.`icd_code` = w.`icd_code` and v.valid_from = w.begins_at);
