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
  select _run_id, _seq from `quarantine`.`patients` q
  where hospital_id = @hospital_id and _raw_line is null and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
),
deliveries as (
  select j._run_id as run_id, coalesce(j._source_file, '') as source_file, count(*) as rows_checked, count(b._seq) as rows_quarantined
  from judged j left join broken b on b._run_id = j._run_id and b._seq = j._seq
  where j._op = 'U' and (not j.is_corrected or j.without_key) and j._run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
  group by j._run_id, coalesce(j._source_file, '')
)
    select run_id, source_file, rows_checked, rows_quarantined from deliveries order by run_id, source_file;
