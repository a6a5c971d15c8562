-- Generated from the code; npm run docs writes it again.
insert into `bronze_reference`.`cpt_codes` (`hospital_id`, `procedure_code`, `category`, `description`, `code_status`, `_run_id`, `_op`, `_source_ts`, `_source_time_kind`, `_seq`, `_row_hash`, `_hash_version`, `_unreadable`, `_notes`, `_source_file`, `_source_line`, `_conflicting`, `_lines`, `_taken_at`, `_ingested_at`)
with staged_rows as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by `procedure_code`) < 3 then concat(concat(coalesce(concat(cast(length(`procedure_code`) as STRING), ':', `procedure_code`), '-'), coalesce(concat(cast(length(`category`) as STRING), ':', `category`), '-'), coalesce(concat(cast(length(`description`) as STRING), ':', `description`), '-'), coalesce(concat(cast(length(`code_status`) as STRING), ':', `code_status`), '-'), ''), coalesce(_unreadable, '')) else _row_hash end) as content
  from `staging`.`reference__cpt_codes` s where _run_id = @run_id
),
delivered_rows as (
  select *, `procedure_code` is not null and min(content) over (partition by `procedure_code`, _source_file, _source_ts) <> max(content) over (partition by `procedure_code`, _source_file, _source_ts) as is_conflicting, _seq as event_seq, 1 as _lines from staged_rows
),
delivered as (
  select * from delivered_rows
),
events as (
  select `procedure_code`, `_run_id`, `_seq`, `_op`, `_row_hash`, `_source_ts`, `_source_time_kind`, `_taken_at`, false as `is_staged`
  from `bronze_reference`.`cpt_codes` b where not coalesce(b._conflicting, false) and exists (select 1 from delivered s where s.`procedure_code` = b.`procedure_code`)
  union all
  select `procedure_code`, `_run_id`, `_seq`, `_op`, `_row_hash`, `_source_ts`, `_source_time_kind`, @taken_at as `_taken_at`, true as `is_staged`
  from delivered s where not is_conflicting
),
described as (
  select *, min(case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') then _source_ts end) over (partition by `procedure_code` order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) as stated_later from events
),
compared as (
  select _seq, is_staged, concat(_op, ':', _row_hash, ':', case when coalesce(_source_time_kind, 'cursor') = 'cursor' then format_timestamp('%F %H:%M:%E6S', _source_ts, 'UTC') else '' end) as said, lag(concat(_op, ':', _row_hash, ':', case when coalesce(_source_time_kind, 'cursor') = 'cursor' then format_timestamp('%F %H:%M:%E6S', _source_ts, 'UTC') else '' end)) over (partition by `procedure_code` order by case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end, _taken_at asc, _run_id asc, _seq asc) as said_before
  from described
)
select
  s.`hospital_id`,
  s.`procedure_code`,
  s.`category`,
  s.`description`,
  s.`code_status`,
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
  s.is_conflicting as `_conflicting`,
  s._lines as `_lines`,
  @taken_at as `_taken_at`,
  current_timestamp() as `_ingested_at`
from delivered s left join compared c on c._seq = s._seq and c.is_staged
where s.is_conflicting or c.said_before is null or c.said_before <> c.said;
