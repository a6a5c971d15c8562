-- Generated from the code; npm run docs writes it again.
insert into `ops`.`deliveries` (`run_id`, `hospital_id`, `table_name`, `delivery`, `measure`, `step`, `total_read`, `total_accepted`, `total_held`, `total_superseded`, `total_equal`)
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
said as (
  select 'snapshot' as `delivery`, 0 as `row_count`
),
staged as (
  select coalesce(_source_file, 'snapshot') as delivery, count(*) as row_count from delivered_rows s group by coalesce(_source_file, 'snapshot')
),
accepted as (
  select coalesce(_source_file, 'snapshot') as delivery, sum(coalesce(_lines, 1)) as row_count from `bronze_reference`.`cpt_codes` b where _run_id = @run_id and _op = 'U' group by coalesce(_source_file, 'snapshot')
),
lines as (
  select _run_id as line_run, coalesce(_source_file, 'snapshot') as line_delivery, count(*) as line_count from `quarantine`.`cpt_codes` q
  where hospital_id = @hospital_id and _raw_line is not null and _run_id = @run_id
  group by _run_id, coalesce(_source_file, 'snapshot')
),
left_out as (
  select s.* from delivered_rows s left join (select _seq as taken_seq from `bronze_reference`.`cpt_codes` b where _run_id = @run_id and _op = 'U') t on t.taken_seq = s.event_seq where t.taken_seq is null
),
copies as (
  select s.* from left_out s left join (select _seq as copied_seq, _row_hash as copied_hash from delivered) v on v.copied_seq = s.event_seq
  where s.event_seq = 0 or v.copied_hash in (select _row_hash from `bronze_reference`.`cpt_codes` b where _op = 'U')
),
equal_copies as (
  select coalesce(_source_file, 'snapshot') as delivery, count(*) as row_count from copies s group by coalesce(_source_file, 'snapshot')
),
counted as (
  select d.delivery as `delivery`, 'rows' as `measure`, cast(d.row_count as NUMERIC) as `total_read`, cast(coalesce(a.`row_count`, 0) as NUMERIC) as `total_accepted`, cast(coalesce(l.line_count, 0) as NUMERIC) as `total_held`, cast(coalesce(e.`row_count`, 0) as NUMERIC) as `total_equal`
  from said d left join staged r on r.delivery = d.delivery left join accepted a on a.delivery = d.delivery left join equal_copies e on e.delivery = d.delivery
                left join lines l on l.line_delivery = d.delivery
)
select
  @run_id as `run_id`,
  @hospital_id as `hospital_id`,
  @table_name as `table_name`,
  `delivery`,
  `measure`,
  'load' as `step`,
  `total_read`,
  `total_accepted`,
  `total_held`,
  cast(0 as NUMERIC) as `total_superseded`,
  `total_equal`
from counted;
