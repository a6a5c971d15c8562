-- Generated from the code; npm run docs writes it again.
insert into `ops`.`deliveries` (`run_id`, `hospital_id`, `table_name`, `delivery`, `measure`, `step`, `total_read`, `total_accepted`, `total_held`, `total_superseded`, `total_equal`)
with held as (
  select _run_id, _seq from (
      select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
        case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
      from `quarantine`.`npi` q
      left join (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from `ops`.`quarantine_decisions` n where table_name = 'npi' and n.hospital_id = @hospital_id
        ) ranked_decisions where recency = 1) d
        on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
      where q.hospital_id = @hospital_id) states where kind = 'row' and (state <> 'released' or not (not exists (
          select 1 from `ops`.`held_deliveries` d
          where d.hospital_id = @hospital_id and d.table_name = @table_name
            and d.run_id = states._run_id and d.source_file = coalesce(states._source_file, ''))))
),
events as (
  select e.* from `bronze_reference`.`npi` e left join held h on h._run_id = e._run_id and h._seq = e._seq
  where h._seq is null and `npi` in (
    select `npi` from `bronze_reference`.`npi` b where _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null))
),
described as (
  select *, min(case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') then _source_ts end) over (partition by `npi` order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) as stated_later from events
),
ranked as (
  select *, row_number() over (partition by `npi` order by case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end desc, _taken_at desc, _run_id desc, _seq desc) as recency from described
),
newest as (
  select _run_id as newest_run, _seq as newest_seq from ranked where recency = 1
),
judged as (
  select b.*, case when h._seq is not null then 'held' when n.newest_seq is not null then 'accepted' else 'superseded' end as fate
  from `bronze_reference`.`npi` b
  left join held h on h._run_id = b._run_id and h._seq = b._seq
  left join newest n on n.newest_run = b._run_id and n.newest_seq = b._seq
  where b._op = 'U' and b._run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
),
summed as (
  select _run_id, coalesce(_source_file, 'snapshot') as delivery,
            sum(case when fate = 'accepted' then coalesce(_lines, 1) else 0 end) as accepted_0,
            sum(case when fate = 'held' then coalesce(_lines, 1) else 0 end) as held_0,
            sum(case when fate = 'superseded' then coalesce(_lines, 1) else 0 end) as superseded_0
          from judged group by _run_id, coalesce(_source_file, 'snapshot')
),
lines as (
  select _run_id as line_run, coalesce(_source_file, 'snapshot') as line_delivery, count(*) as line_count from `quarantine`.`npi` q
  where hospital_id = @hospital_id and _raw_line is not null and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
  group by _run_id, coalesce(_source_file, 'snapshot')
),
counted as (
  select d.`run_id`, d.`hospital_id`, d.`table_name`, d.`delivery`, d.`measure`, d.`total_read`, d.`total_equal`, cast(coalesce(f.accepted_0, 0) as NUMERIC) as `total_accepted`, cast(coalesce(l.line_count, 0) as NUMERIC) + cast(coalesce(f.held_0, 0) as NUMERIC) as `total_held`, cast(coalesce(f.superseded_0, 0) as NUMERIC) as `total_superseded`
  from `ops`.`deliveries` d left join summed f on f._run_id = d.run_id and f.delivery = d.delivery
              left join lines l on l.line_run = d.run_id and l.line_delivery = d.delivery
              where d.hospital_id = @hospital_id and d.table_name = @table_name and d.step = 'load'
                and d.measure = 'rows' and d.run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
)
select
  `run_id`,
  `hospital_id`,
  `table_name`,
  `delivery`,
  `measure`,
  'check' as `step`,
  `total_read`,
  `total_accepted`,
  `total_held`,
  `total_superseded`,
  `total_equal`
from counted;
