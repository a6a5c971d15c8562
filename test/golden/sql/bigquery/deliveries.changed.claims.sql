-- Generated from the code; npm run docs writes it again.
with held as (
  select _run_id, _seq from (
      select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
        case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
      from `quarantine`.`claims` q
      left join (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from `ops`.`quarantine_decisions` n where table_name = 'claims' and n.hospital_id = @hospital_id
        ) ranked_decisions where recency = 1) d
        on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
      where q.hospital_id = @hospital_id) states where kind = 'row' and (state <> 'released' or not (not exists (
          select 1 from `ops`.`held_deliveries` d
          where d.hospital_id = @hospital_id and d.table_name = @table_name
            and d.run_id = states._run_id and d.source_file = coalesce(states._source_file, ''))))
),
events as (
  select e.* from `bronze_hospital_a`.`claims` e left join held h on h._run_id = e._run_id and h._seq = e._seq
  where h._seq is null and `claim_id` in (
    select `claim_id` from `bronze_hospital_a`.`claims` b where _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null))
),
described as (
  select *, min(case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') then _source_ts end) over (partition by `claim_id` order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) as stated_later from events
),
ranked as (
  select *, row_number() over (partition by `claim_id` order by case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end desc, _taken_at desc, _run_id desc, _seq desc) as recency from described
),
newest as (
  select _run_id as newest_run, _seq as newest_seq from ranked where recency = 1
),
judged as (
  select b.*, case when h._seq is not null then 'held' when n.newest_seq is not null then 'accepted' else 'superseded' end as fate
  from `bronze_hospital_a`.`claims` b
  left join held h on h._run_id = b._run_id and h._seq = b._seq
  left join newest n on n.newest_run = b._run_id and n.newest_seq = b._seq
  where b._op = 'U' and b._run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
),
summed as (
  select _run_id, coalesce(_source_file, 'snapshot') as delivery,
            sum(case when fate = 'accepted' then coalesce(_lines, 1) else 0 end) as accepted_0,
            sum(case when fate = 'held' then coalesce(_lines, 1) else 0 end) as held_0,
            sum(case when fate = 'superseded' then coalesce(_lines, 1) else 0 end) as superseded_0,
            sum(case when fate = 'accepted' then coalesce(`claim_amount`, 0) else 0 end) as accepted_1,
            sum(case when fate = 'held' then coalesce(`claim_amount`, 0) else 0 end) as held_1,
            sum(case when fate = 'superseded' then coalesce(`claim_amount`, 0) else 0 end) as superseded_1,
            sum(case when fate = 'accepted' then coalesce(`paid_amount`, 0) else 0 end) as accepted_2,
            sum(case when fate = 'held' then coalesce(`paid_amount`, 0) else 0 end) as held_2,
            sum(case when fate = 'superseded' then coalesce(`paid_amount`, 0) else 0 end) as superseded_2,
            sum(case when fate = 'accepted' then coalesce(`deductible`, 0) else 0 end) as accepted_3,
            sum(case when fate = 'held' then coalesce(`deductible`, 0) else 0 end) as held_3,
            sum(case when fate = 'superseded' then coalesce(`deductible`, 0) else 0 end) as superseded_3,
            sum(case when fate = 'accepted' then coalesce(`coinsurance`, 0) else 0 end) as accepted_4,
            sum(case when fate = 'held' then coalesce(`coinsurance`, 0) else 0 end) as held_4,
            sum(case when fate = 'superseded' then coalesce(`coinsurance`, 0) else 0 end) as superseded_4,
            sum(case when fate = 'accepted' then coalesce(`copay`, 0) else 0 end) as accepted_5,
            sum(case when fate = 'held' then coalesce(`copay`, 0) else 0 end) as held_5,
            sum(case when fate = 'superseded' then coalesce(`copay`, 0) else 0 end) as superseded_5
          from judged group by _run_id, coalesce(_source_file, 'snapshot')
),
lines as (
  select _run_id as line_run, coalesce(_source_file, 'snapshot') as line_delivery, count(*) as line_count from `quarantine`.`claims` q
  where hospital_id = @hospital_id and _raw_line is not null and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
  group by _run_id, coalesce(_source_file, 'snapshot')
),
counted as (
  select d.`run_id`, d.`hospital_id`, d.`table_name`, d.`delivery`, d.`measure`, d.`total_read`, d.`total_equal`, cast(coalesce(f.accepted_0, 0) as NUMERIC) as `total_accepted`, cast(coalesce(l.line_count, 0) as NUMERIC) + cast(coalesce(f.held_0, 0) as NUMERIC) as `total_held`, cast(coalesce(f.superseded_0, 0) as NUMERIC) as `total_superseded`
  from `ops`.`deliveries` d left join summed f on f._run_id = d.run_id and f.delivery = d.delivery
              left join lines l on l.line_run = d.run_id and l.line_delivery = d.delivery
              where d.hospital_id = @hospital_id and d.table_name = @table_name and d.step = 'load'
                and d.measure = 'rows' and d.run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
  union all
  select d.`run_id`, d.`hospital_id`, d.`table_name`, d.`delivery`, d.`measure`, d.`total_read`, d.`total_equal`, cast(coalesce(f.accepted_1, 0) as NUMERIC) as `total_accepted`, cast(coalesce(f.held_1, 0) as NUMERIC) as `total_held`, cast(coalesce(f.superseded_1, 0) as NUMERIC) as `total_superseded`
  from `ops`.`deliveries` d left join summed f on f._run_id = d.run_id and f.delivery = d.delivery
              left join lines l on l.line_run = d.run_id and l.line_delivery = d.delivery
              where d.hospital_id = @hospital_id and d.table_name = @table_name and d.step = 'load'
                and d.measure = 'claim_amount' and d.run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
  union all
  select d.`run_id`, d.`hospital_id`, d.`table_name`, d.`delivery`, d.`measure`, d.`total_read`, d.`total_equal`, cast(coalesce(f.accepted_2, 0) as NUMERIC) as `total_accepted`, cast(coalesce(f.held_2, 0) as NUMERIC) as `total_held`, cast(coalesce(f.superseded_2, 0) as NUMERIC) as `total_superseded`
  from `ops`.`deliveries` d left join summed f on f._run_id = d.run_id and f.delivery = d.delivery
              left join lines l on l.line_run = d.run_id and l.line_delivery = d.delivery
              where d.hospital_id = @hospital_id and d.table_name = @table_name and d.step = 'load'
                and d.measure = 'paid_amount' and d.run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
  union all
  select d.`run_id`, d.`hospital_id`, d.`table_name`, d.`delivery`, d.`measure`, d.`total_read`, d.`total_equal`, cast(coalesce(f.accepted_3, 0) as NUMERIC) as `total_accepted`, cast(coalesce(f.held_3, 0) as NUMERIC) as `total_held`, cast(coalesce(f.superseded_3, 0) as NUMERIC) as `total_superseded`
  from `ops`.`deliveries` d left join summed f on f._run_id = d.run_id and f.delivery = d.delivery
              left join lines l on l.line_run = d.run_id and l.line_delivery = d.delivery
              where d.hospital_id = @hospital_id and d.table_name = @table_name and d.step = 'load'
                and d.measure = 'deductible' and d.run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
  union all
  select d.`run_id`, d.`hospital_id`, d.`table_name`, d.`delivery`, d.`measure`, d.`total_read`, d.`total_equal`, cast(coalesce(f.accepted_4, 0) as NUMERIC) as `total_accepted`, cast(coalesce(f.held_4, 0) as NUMERIC) as `total_held`, cast(coalesce(f.superseded_4, 0) as NUMERIC) as `total_superseded`
  from `ops`.`deliveries` d left join summed f on f._run_id = d.run_id and f.delivery = d.delivery
              left join lines l on l.line_run = d.run_id and l.line_delivery = d.delivery
              where d.hospital_id = @hospital_id and d.table_name = @table_name and d.step = 'load'
                and d.measure = 'coinsurance' and d.run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
  union all
  select d.`run_id`, d.`hospital_id`, d.`table_name`, d.`delivery`, d.`measure`, d.`total_read`, d.`total_equal`, cast(coalesce(f.accepted_5, 0) as NUMERIC) as `total_accepted`, cast(coalesce(f.held_5, 0) as NUMERIC) as `total_held`, cast(coalesce(f.superseded_5, 0) as NUMERIC) as `total_superseded`
  from `ops`.`deliveries` d left join summed f on f._run_id = d.run_id and f.delivery = d.delivery
              left join lines l on l.line_run = d.run_id and l.line_delivery = d.delivery
              where d.hospital_id = @hospital_id and d.table_name = @table_name and d.step = 'load'
                and d.measure = 'copay' and d.run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
)
    select c.run_id, c.delivery, c.measure, 'history' as step
    from counted c left join (select * from `ops`.`deliveries` where hospital_id = @hospital_id and table_name = @table_name and step = 'check') k
      on k.run_id = c.run_id and k.hospital_id = c.hospital_id and k.table_name = c.table_name and k.delivery = c.delivery and k.measure = c.measure
    where k.run_id is null or k.total_read <> c.total_read or k.total_accepted <> c.total_accepted or k.total_held <> c.total_held or k.total_superseded <> c.total_superseded or k.total_equal <> c.total_equal
    order by run_id, delivery, measure;
