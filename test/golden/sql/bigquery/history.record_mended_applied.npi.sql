-- Generated from the code; npm run docs writes it again.
insert into `ops`.`quarantine_decisions` (`hospital_id`, `table_name`, `run_id`, `seq`, `kind`, `source_file`, `source_line`, `rule_ids`, `decision`, `made_by`, `reason`, `rules_version`, `decided_at`)
with states as (
  select * from (
      select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
        case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
      from `quarantine`.`npi` q
      left join (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from `ops`.`quarantine_decisions` n where table_name = 'npi' and n.hospital_id = @hospital_id
        ) ranked_decisions where recency = 1) d
        on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
      where q.hospital_id = @hospital_id) every_kind where kind = 'row'
),
waiting_keys as (
  select `npi` as waiting_key from `bronze_reference`.`npi` b
  where `npi` is not null and exists (select 1 from states s where s.state in ('open', 'overtaken') and s._run_id = b._run_id and s._seq = b._seq)
),
events as (
            select * from `bronze_reference`.`npi` e where _run_id in (select `run_id`
  from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is not null
  union distinct
  select `run_id`
  from `ops`.`held_deliveries` where hospital_id = @hospital_id and table_name = @table_name) and `npi` in (select waiting_key from waiting_keys)
),
described as (
  select *, min(case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') then _source_ts end) over (partition by `npi` order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) as stated_later from events
),
placed as (
  select *, row_number() over (partition by `npi` order by case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end, _taken_at asc, _run_id asc, _seq asc) as place from described
),
judged as (
  select p._run_id as event_run, p._seq as event_seq, p.place, max(case when (s.state is null or s.state = 'released') then p.place end) over (partition by p.`npi`) as last_good, max(case when (s.state is null or s.state = 'released') and p._op = 'U' then p.place end) over (partition by p.`npi`) as last_good_row,
    max(case when s.state is null or s.state <> 'discarded' then p.place end) over (partition by p.`npi`) as last_place,
    case when coalesce(p._conflicting, false) then max(p.place) over (partition by p.`npi`, p._run_id, p._source_file, coalesce(p._conflicting, false)) else p.place end as last_of_conflict
  from placed p left join states s on s._run_id = p._run_id and s._seq = p._seq
)
select
  s.`hospital_id`,
  'npi' as `table_name`,
  s.`_run_id` as `run_id`,
  s.`_seq` as `seq`,
  s.`kind`,
  s.`_source_file` as `source_file`,
  s.`_source_line` as `source_line`,
  s.`_rule_ids` as `rule_ids`,
  case when j.last_good > j.place then 'mended' else 'overtaken' end as `decision`,
  'load' as `made_by`,
  case when j.last_good_row > j.place then 'a later good version of its key came' when j.last_good > j.place then 'the source deleted the row later' else 'a later version of its key is in quarantine too' end as `reason`,
  'af874ec58e29' as `rules_version`,
  current_timestamp() as `decided_at`
from judged j join states s on s._run_id = j.event_run and s._seq = j.event_seq
where (s.state in ('open', 'overtaken') and j.last_good > j.place) or (s.state = 'open' and j.last_place > j.last_of_conflict);
