-- Generated from the code; npm run docs writes it again.
insert into `ops`.`quarantine_decisions` (`hospital_id`, `table_name`, `run_id`, `seq`, `kind`, `source_file`, `source_line`, `rule_ids`, `decision`, `made_by`, `person`, `reason`, `rules_version`, `decided_at`)
with states as (
  select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
    case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
  from `quarantine`.`departments` q
  left join (
    select * from (
      select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
      from `ops`.`quarantine_decisions` n where table_name = 'departments' and n.hospital_id = @hospital_id
    ) ranked_decisions where recency = 1) d
    on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
  where q.hospital_id = @hospital_id
),
contents as (
  select _run_id as content_run, _seq as content_seq, concat(concat(coalesce(concat(cast(length(q.`department_id`) as STRING), ':', q.`department_id`), '-'), coalesce(concat(cast(length(q.`name`) as STRING), ':', q.`name`), '-'), ''), coalesce(_unreadable, '')) as row_content
  from `quarantine`.`departments` q
  where hospital_id = @hospital_id and _raw_line is null
),
sent as (
  select s.*, case when s.kind = 'row' then c.row_content else s._row_hash end as content
  from states s left join contents c on c.content_run = s._run_id and c.content_seq = s._seq
),
decided as (
  select content as decided_content, _rule_ids as decided_rules, kind as decided_kind, state as decided, made_by, person as decided_by, reason as decided_why,
    row_number() over (partition by content, _rule_ids, kind order by decided_at desc, _run_id desc, _seq desc) as recency
  from sent where made_by = 'person' and state in ('released', 'discarded')
)
select
  s.`hospital_id`,
  'departments' as `table_name`,
  s.`_run_id` as `run_id`,
  s.`_seq` as `seq`,
  s.`kind`,
  s.`_source_file` as `source_file`,
  s.`_source_line` as `source_line`,
  s.`_rule_ids` as `rule_ids`,
  d.decided as `decision`,
  'person' as `made_by`,
  d.decided_by as `person`,
  d.decided_why as `reason`,
  '8b05bcf16979' as `rules_version`,
  current_timestamp() as `decided_at`
        from sent s join decided d on d.decided_content = s.content and d.decided_rules = s._rule_ids and d.decided_kind = s.kind
        where s.state = 'open' and d.recency = 1 and s._run_id in (select `run_id`
from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is not null
union distinct
select `run_id`
from `ops`.`held_deliveries` where hospital_id = @hospital_id and table_name = @table_name);
