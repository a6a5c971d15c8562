-- Generated from the code; npm run docs writes it again.
insert into `ops`.`quarantine_decisions` (`hospital_id`, `table_name`, `run_id`, `seq`, `kind`, `source_file`, `source_line`, `rule_ids`, `decision`, `made_by`, `reason`, `rules_version`, `decided_at`)
with states as (
  select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
    case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
  from `quarantine`.`npi` q
  left join (
    select * from (
      select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
      from `ops`.`quarantine_decisions` n where table_name = 'npi' and n.hospital_id = @hospital_id
    ) ranked_decisions where recency = 1) d
    on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
  where q.hospital_id = @hospital_id
),
passing as (
    select _run_id as passing_run, _seq as passing_seq from `bronze_reference`.`npi` b
    where _op = 'U' and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null) and case when (coalesce(_conflicting, false))
  or (`npi` is null)
  or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:npi(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:provider_name(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:taxonomy(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:state(,|$)')) then substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
  case when (`npi` is null) then ',required:npi' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:npi(,|$)')) then ',scientific_notation:npi' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:provider_name(,|$)')) then ',unmapped:provider_name' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:taxonomy(,|$)')) then ',unmapped:taxonomy' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:state(,|$)')) then ',unmapped:state' else '' end, ''), 2) end is null
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
  'released' as `decision`,
  'rules' as `made_by`,
  'it breaks no rule any more' as `reason`,
  'af874ec58e29' as `rules_version`,
  current_timestamp() as `decided_at`
from states s join passing p on p.passing_run = s._run_id and p.passing_seq = s._seq
where s.kind = 'row' and s.state = 'open' and s._rule_ids <> 'delivery_held';
