-- Generated from the code; npm run docs writes it again.
with moments as (
  select e.*, row_number() over (partition by e.`claim_id`, e._source_ts order by _source_ts desc, _taken_at desc, _run_id desc, _seq desc) as recency
  from `bronze_hospital_a`.`claims` e
  where not exists (
    select 1 from `quarantine`.`claims` q
    where q.hospital_id = @hospital_id and q._run_id = e._run_id and q._seq = e._seq and q._raw_line is null) and `claim_id` in (
    select `claim_id` from `bronze_hospital_a`.`claims` b where _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null))
),
compared as (
  select *, concat(_op, _row_hash) as content,
    lag(concat(_op, _row_hash)) over (partition by `claim_id` order by _source_ts) as content_before
  from moments where recency = 1
),
versions as (
  select *, lead(_source_ts) over (partition by `claim_id` order by _source_ts) as ended_at
  from compared where content_before is null or content_before <> content
),
history as (
  select `claim_id`, _source_ts as `valid_from`, ended_at as `valid_to`, ended_at is null as `is_current`
  from versions where _op = 'U'
  union all
  select `claim_id`, `valid_from`, `valid_to`, `is_current`
  from `silver`.`claims` v
        where hospital_id = @hospital_id and `claim_id` not in (
          select `claim_id` from `bronze_hospital_a`.`claims` b where _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null) and `claim_id` is not null)
),
ordered as (
  select `claim_id`, valid_from, valid_to, is_current, lag(valid_from) over (partition by `claim_id` order by valid_from, valid_to) as from_before, lag(valid_to) over (partition by `claim_id` order by valid_from, valid_to) as to_before,
    sum(case when is_current then 1 else 0 end) over (partition by `claim_id`) as current_versions
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
          select 1 from `bronze_hospital_a`.`claims` b
          where b.`claim_id` = o.`claim_id` and b._op = 'D' and b._source_ts = o.to_before)
  union all
  select 'current_flag' as `violation`
  from ordered o where is_current <> (valid_to is null)
)
select violation, count(*) as versions from found group by violation order by violation;
