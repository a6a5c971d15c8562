-- Generated from the code; npm run docs writes it again.
with moments as (
  select e.*, row_number() over (partition by e.`npi`, e._source_ts order by _source_ts desc, _taken_at desc, _run_id desc, _seq desc) as recency
  from `bronze_reference`.`npi` e
  where e._run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is not null) and (e._op <> 'U' or nullif(substr(concat(case when (`npi` is null) then ',required:npi' else '' end, ''), 2), '') is null)
),
compared as (
  select *, concat(_op, _row_hash) as content,
    lag(concat(_op, _row_hash)) over (partition by `npi` order by _source_ts) as content_before
  from moments where recency = 1
),
versions as (
  select *, lead(_source_ts) over (partition by `npi` order by _source_ts) as ended_at
  from compared where content_before is null or content_before <> content
),
history as (
  select `npi`, _source_ts as `valid_from`, ended_at as `valid_to`, ended_at is null as `is_current`
  from versions where _op = 'U'
),
ordered as (
  select `npi`, valid_from, valid_to, is_current, lag(valid_from) over (partition by `npi` order by valid_from, valid_to) as from_before, lag(valid_to) over (partition by `npi` order by valid_from, valid_to) as to_before,
    sum(case when is_current then 1 else 0 end) over (partition by `npi`) as current_versions
  from history
),
found as (
  select 'empty_interval' as `violation`
  from ordered o where valid_from >= valid_to
  union all
  select 'two_current' as `violation`
  from ordered o where current_versions > 1
  union all
  select 'overlap' as `violation`
  from ordered o where from_before is not null and (to_before is null or valid_from < to_before)
  union all
  select 'gap' as `violation`
  from ordered o where valid_from > to_before and not exists (
          select 1 from `bronze_reference`.`npi` b
          where b.`npi` = o.`npi` and b._op = 'D' and b._source_ts = o.to_before)
  union all
  select 'current_flag' as `violation`
  from ordered o where is_current <> (valid_to is null)
)
select violation, count(*) as versions from found group by violation order by violation;
