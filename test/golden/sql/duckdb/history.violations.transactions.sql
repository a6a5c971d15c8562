-- Generated from the code; npm run docs writes it again.
with held as (
  select _run_id, _seq from (
      select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
        case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
      from "quarantine"."transactions" q
      left join (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'transactions' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) d
        on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
      where q.hospital_id = $hospital_id) states where kind = 'row' and (state <> 'released' or not (not exists (
          select 1 from "ops"."held_deliveries" d
          where d.hospital_id = $hospital_id and d.table_name = $table_name
            and d.run_id = states._run_id and d.source_file = coalesce(states._source_file, ''))))
),
events as (
  select e.* from "bronze_hospital_a"."transactions" e
  where not exists (select 1 from held h where h._run_id = e._run_id and h._seq = e._seq) and "transaction_id" in (
    select "transaction_id" from "bronze_hospital_a"."transactions" b where (_run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null) or concat(_run_id, ':', cast(_seq as varchar)) in (
      select concat(run_id, ':', cast(seq as varchar)) from "ops"."quarantine_decisions" d
      where hospital_id = $hospital_id and table_name = 'transactions' and kind = 'row' and decision = 'released' and made_by = 'person')))
),
described as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by "transaction_id") < 3 then concat(concat(coalesce(concat(cast(length("transaction_id") as varchar), ':', "transaction_id"), '-'), coalesce(concat(cast(length("encounter_id") as varchar), ':', "encounter_id"), '-'), coalesce(concat(cast(length("patient_id") as varchar), ':', "patient_id"), '-'), coalesce(concat(cast(length("provider_id") as varchar), ':', "provider_id"), '-'), coalesce(concat(cast(length("department_id") as varchar), ':', "department_id"), '-'), coalesce(concat(cast(length(cast("visit_date" as varchar)) as varchar), ':', cast("visit_date" as varchar)), '-'), coalesce(concat(cast(length(cast("service_date" as varchar)) as varchar), ':', cast("service_date" as varchar)), '-'), coalesce(concat(cast(length(cast("paid_date" as varchar)) as varchar), ':', cast("paid_date" as varchar)), '-'), coalesce(concat(cast(length("visit_type") as varchar), ':', "visit_type"), '-'), coalesce(concat(cast(length(cast("amount" as varchar)) as varchar), ':', cast("amount" as varchar)), '-'), coalesce(concat(cast(length("amount_type") as varchar), ':', "amount_type"), '-'), coalesce(concat(cast(length(cast("paid_amount" as varchar)) as varchar), ':', cast("paid_amount" as varchar)), '-'), coalesce(concat(cast(length("claim_id") as varchar), ':', "claim_id"), '-'), coalesce(concat(cast(length("payer_id") as varchar), ':', "payer_id"), '-'), coalesce(concat(cast(length("procedure_code") as varchar), ':', "procedure_code"), '-'), coalesce(concat(cast(length("icd_code") as varchar), ':', "icd_code"), '-'), coalesce(concat(cast(length("line_of_business") as varchar), ':', "line_of_business"), '-'), coalesce(concat(cast(length("medicaid_id") as varchar), ':', "medicaid_id"), '-'), coalesce(concat(cast(length("medicare_id") as varchar), ':', "medicare_id"), '-'), ''), coalesce(_unreadable, '')) else _row_hash end) as content,
    row_number() over (partition by "transaction_id", _taken_at order by _run_id desc, _seq desc) as recency
  from events
),
compared as (
  select *, lag(content) over (partition by "transaction_id" order by _taken_at) as content_before from described where recency = 1
),
changed as (
  select *, row_number() over (partition by "transaction_id" order by _taken_at) as place,
    lag(_source_ts) over (partition by "transaction_id" order by _taken_at) as stated_before, lag(_taken_at) over (partition by "transaction_id" order by _taken_at) as taken_before,
    _op = 'U' and coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') and _source_ts <= _taken_at as is_possible
  from compared where content_before <> content or (content_before is null and _op = 'U')
),
chained as (
  select *,
    max(case when is_possible and (taken_before is null or _source_ts > taken_before) then place end) over (partition by "transaction_id" order by place rows between unbounded preceding and current row) as anchor,
    max(case when not is_possible or stated_before is null or stated_before >= _source_ts then place end) over (partition by "transaction_id" order by place rows between unbounded preceding and current row) as last_break
  from changed
),
timed as (
  select *, coalesce(anchor >= coalesce(last_break, 0), false) as is_stated from chained
),
changes as (
  select *, case when is_stated then _source_ts else _taken_at end as begins_at from timed
),
versions as (
  select *, lead(begins_at) over (partition by "transaction_id" order by begins_at) as ended_at from changes
),
history as (
  select "transaction_id", begins_at as "valid_from", ended_at as "valid_to", ended_at is null as "is_current"
  from versions where _op = 'U'
  union all
  select "transaction_id", "valid_from", "valid_to", "is_current"
  from "silver"."transactions" v
        where hospital_id = $hospital_id and "transaction_id" not in (
          select "transaction_id" from "bronze_hospital_a"."transactions" b where (_run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null) or concat(_run_id, ':', cast(_seq as varchar)) in (
            select concat(run_id, ':', cast(seq as varchar)) from "ops"."quarantine_decisions" d
            where hospital_id = $hospital_id and table_name = 'transactions' and kind = 'row' and decision = 'released' and made_by = 'person')) and "transaction_id" is not null)
),
ordered as (
  select "transaction_id", valid_from, valid_to, is_current, lag(valid_from) over (partition by "transaction_id" order by valid_from, valid_to) as from_before, lag(valid_to) over (partition by "transaction_id" order by valid_from, valid_to) as to_before,
    sum(case when is_current then 1 else 0 end) over (partition by "transaction_id") as current_versions
  from history
),
found as (
  select 'empty_interval' as "violation"
  from ordered o where valid_from >= valid_to
  union all
  select 'two_current' as "violation"
  from ordered o where current_versions > 1
  union all
  select 'overlap' as "violation"
  from ordered o where from_before is not null and (to_before is null or valid_from < to_before)
  union all
  select 'gap' as "violation"
  from ordered o where valid_from > to_before and not exists (
          select 1 from "bronze_hospital_a"."transactions" b
          where b."transaction_id" = o."transaction_id" and b._op = 'D' and b._taken_at = o.to_before)
  union all
  select 'current_flag' as "violation"
  from ordered o where is_current <> (valid_to is null)
)
select violation, count(*) as versions from found group by violation order by violation;
