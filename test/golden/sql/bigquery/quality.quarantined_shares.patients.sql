-- Generated from the code; npm run docs writes it again.
with events as (
  select * from `bronze_hospital_a`.`patients` b
  where _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null) or `patient_id` in (select `patient_id` from `bronze_hospital_a`.`patients` t where _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null))
),
ranked as (
  select *, row_number() over (partition by `patient_id` order by _taken_at desc, _run_id desc, _seq desc) as recency from events
),
judged as (
  select _run_id, _seq, _op, _source_file, `patient_id` is null as without_key,
    coalesce(min(recency) over (partition by `patient_id` order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) < recency, false) as is_corrected
  from ranked
),
broken as (
  select _run_id, _seq from (
      select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
        case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
      from `quarantine`.`patients` q
      left join (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from `ops`.`quarantine_decisions` n where table_name = 'patients' and n.hospital_id = @hospital_id
        ) ranked_decisions where recency = 1) d
        on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
      where q.hospital_id = @hospital_id) states where kind = 'row' and state = 'open'
),
deliveries as (
  select j._run_id as run_id, coalesce(j._source_file, '') as source_file, count(*) as rows_checked, count(b._seq) as rows_quarantined
  from judged j left join broken b on b._run_id = j._run_id and b._seq = j._seq
  where j._op = 'U' and (not j.is_corrected or j.without_key) and j._run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
  group by j._run_id, coalesce(j._source_file, '')
)
    select run_id, source_file, rows_checked, rows_quarantined from deliveries order by run_id, source_file;
