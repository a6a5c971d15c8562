-- Generated from the code; npm run docs writes it again.
with history_touched as (
  select b."transaction_id" as "of_transaction_id"
  from "bronze_hospital_a"."transactions" b where b."transaction_id" is not null and _run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null)
  union distinct
  select b."transaction_id" as "of_transaction_id"
  from "bronze_hospital_a"."transactions" b where b."transaction_id" is not null and concat(_run_id, ':', cast(_seq as varchar)) in (
            select concat(run_id, ':', cast(seq as varchar)) from "ops"."quarantine_decisions" d
            where hospital_id = $hospital_id and table_name = 'transactions' and kind = 'row' and decision = 'released' and made_by = 'person')
),
held as (
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
  select e."transaction_id", e."_op", e."_row_hash", e."_hash_version", e."_taken_at", e."_run_id", e."_seq", e."_source_ts", e."_source_time_kind", e."_unreadable", case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:encounter_id(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:patient_id(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:provider_id(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:department_id(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:visit_date(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:service_date(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:paid_date(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:visit_type(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:amount_type(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:claim_id(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:payer_id(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:procedure_code(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:icd_code(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:line_of_business(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:medicaid_id(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:medicare_id(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:inserted_at(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:modified_at(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)ambiguous_dates:'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_spellings:'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)null_text:'))
    or not coalesce("paid_amount" <= "amount", false)
    or not coalesce("paid_date" is null or "paid_date" >= "service_date", false)
    or not coalesce("visit_date" is null or "visit_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false)
    or not coalesce("modified_at" is null or cast("modified_at" as date) between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then substr(concat(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:encounter_id(,|$)')) then ',unmapped_kept:encounter_id' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:patient_id(,|$)')) then ',unmapped_kept:patient_id' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:provider_id(,|$)')) then ',unmapped_kept:provider_id' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:department_id(,|$)')) then ',unmapped_kept:department_id' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:visit_date(,|$)')) then ',unmapped_kept:visit_date' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:service_date(,|$)')) then ',unmapped_kept:service_date' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:paid_date(,|$)')) then ',unmapped_kept:paid_date' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:visit_type(,|$)')) then ',unmapped_kept:visit_type' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:amount_type(,|$)')) then ',unmapped_kept:amount_type' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:claim_id(,|$)')) then ',unmapped_kept:claim_id' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:payer_id(,|$)')) then ',unmapped_kept:payer_id' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:procedure_code(,|$)')) then ',unmapped_kept:procedure_code' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:icd_code(,|$)')) then ',unmapped_kept:icd_code' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:line_of_business(,|$)')) then ',unmapped_kept:line_of_business' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:medicaid_id(,|$)')) then ',unmapped_kept:medicaid_id' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:medicare_id(,|$)')) then ',unmapped_kept:medicare_id' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:inserted_at(,|$)')) then ',unmapped_kept:inserted_at' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:modified_at(,|$)')) then ',unmapped_kept:modified_at' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)ambiguous_dates:')) then ',ambiguous_dates' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_spellings:')) then ',mixed_spellings' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)null_text:')) then ',null_text' else '' end,
    case when not coalesce("paid_amount" <= "amount", false) then ',paid_at_most_charged' else '' end,
    case when not coalesce("paid_date" is null or "paid_date" >= "service_date", false) then ',paid_after_service' else '' end,
    case when not coalesce("visit_date" is null or "visit_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',visit_date_plausible' else '' end,
    case when not coalesce("modified_at" is null or cast("modified_at" as date) between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',modified_at_plausible' else '' end, ''), 2) end as row_warnings, case when (select min(coalesce(o._hash_version, 1)) from "bronze_hospital_a"."transactions" o) < 3 then concat(coalesce(concat(cast(length(e."transaction_id") as varchar), ':', e."transaction_id"), '-'), coalesce(concat(cast(length(e."encounter_id") as varchar), ':', e."encounter_id"), '-'), coalesce(concat(cast(length(e."patient_id") as varchar), ':', e."patient_id"), '-'), coalesce(concat(cast(length(e."provider_id") as varchar), ':', e."provider_id"), '-'), coalesce(concat(cast(length(e."department_id") as varchar), ':', e."department_id"), '-'), coalesce(concat(cast(length(cast(e."visit_date" as varchar)) as varchar), ':', cast(e."visit_date" as varchar)), '-'), coalesce(concat(cast(length(cast(e."service_date" as varchar)) as varchar), ':', cast(e."service_date" as varchar)), '-'), coalesce(concat(cast(length(cast(e."paid_date" as varchar)) as varchar), ':', cast(e."paid_date" as varchar)), '-'), coalesce(concat(cast(length(e."visit_type") as varchar), ':', e."visit_type"), '-'), coalesce(concat(cast(length(cast(e."amount" as varchar)) as varchar), ':', cast(e."amount" as varchar)), '-'), coalesce(concat(cast(length(e."amount_type") as varchar), ':', e."amount_type"), '-'), coalesce(concat(cast(length(cast(e."paid_amount" as varchar)) as varchar), ':', cast(e."paid_amount" as varchar)), '-'), coalesce(concat(cast(length(e."claim_id") as varchar), ':', e."claim_id"), '-'), coalesce(concat(cast(length(e."payer_id") as varchar), ':', e."payer_id"), '-'), coalesce(concat(cast(length(e."procedure_code") as varchar), ':', e."procedure_code"), '-'), coalesce(concat(cast(length(e."icd_code") as varchar), ':', e."icd_code"), '-'), coalesce(concat(cast(length(e."line_of_business") as varchar), ':', e."line_of_business"), '-'), coalesce(concat(cast(length(e."medicaid_id") as varchar), ':', e."medicaid_id"), '-'), coalesce(concat(cast(length(e."medicare_id") as varchar), ':', e."medicare_id"), '-'), '') end as values_text from "bronze_hospital_a"."transactions" e join history_touched t on t."of_transaction_id" = e."transaction_id"
  where not exists (select 1 from held h where h._run_id = e._run_id and h._seq = e._seq)
),
described as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by "transaction_id") < 3 then concat(values_text, coalesce(_unreadable, '')) else _row_hash end) as content,
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
ended as (
  select *, lead(begins_at) over (partition by "transaction_id" order by begins_at) as ended_at from changes
),
history_versions as (
  select c."transaction_id" as "of_transaction_id", begins_at, ended_at, _op, _taken_at, _run_id, _seq, _row_hash, case when is_stated then row_warnings when row_warnings is null then 'source_time_implausible' else concat(row_warnings, ',', 'source_time_implausible') end as _warnings
  from ended c
),
history as (
  select "of_transaction_id" as "transaction_id", begins_at as "valid_from", ended_at as "valid_to", ended_at is null as "is_current"
  from history_versions w where _op = 'U'
  union all
  select "transaction_id", "valid_from", "valid_to", "is_current"
  from "silver"."transactions" v
        where hospital_id = $hospital_id and not exists (select 1 from history_touched t where t."of_transaction_id" = v."transaction_id")
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
