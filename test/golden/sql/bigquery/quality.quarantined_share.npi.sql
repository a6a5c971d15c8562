-- Generated from the code; npm run docs writes it again.
    with events as (
  select * from `bronze_reference`.`npi` b where _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
),
described as (
  select *, min(case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') then _source_ts end) over (partition by `npi` order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) as stated_later from events
),
ranked as (
  select *, row_number() over (partition by `npi` order by case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end desc, _taken_at desc, _run_id desc, _seq desc) as recency from described
),
pending as (
  select _run_id, _seq, _op, recency, `npi` is null as without_key from ranked
),
held as (
  select _run_id, _seq from `quarantine`.`npi` q
  where hospital_id = @hospital_id and _raw_line is null and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
)
    select count(*) as rows_checked, count(h._seq) as rows_quarantined
    from pending p left join held h on h._run_id = p._run_id and h._seq = p._seq
    where p._op = 'U' and (p.recency = 1 or p.without_key);
