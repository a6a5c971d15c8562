-- Generated from the code; npm run docs writes it again.
    with events as (
  select * from `bronze_hospital_a`.`encounters` b where _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
),
ranked as (
  select *, row_number() over (partition by `encounter_id` order by _taken_at desc, _run_id desc, _seq desc) as recency from events
),
pending as (
  select _run_id, _seq, _op, recency, `encounter_id` is null as without_key from ranked
),
held as (
  select _run_id, _seq from `quarantine`.`encounters` q
  where hospital_id = @hospital_id and _raw_line is null and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
)
    select count(*) as rows_checked, count(h._seq) as rows_quarantined
    from pending p left join held h on h._run_id = p._run_id and h._seq = p._seq
    where p._op = 'U' and (p.recency = 1 or p.without_key);
