-- Generated from the code; npm run docs writes it again.
insert into "silver"."transactions__superseded" ("hospital_id", "transaction_id", "encounter_id", "patient_id", "provider_id", "department_id", "visit_date", "service_date", "paid_date", "visit_type", "amount", "amount_type", "paid_amount", "claim_id", "payer_id", "procedure_code", "icd_code", "line_of_business", "medicaid_id", "medicare_id", "inserted_at", "modified_at", "valid_from", "valid_to", "is_current", "known_from", "_row_hash", "_run_id", "_warnings", "known_to")
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
written as (
  select *, nullif(substr(concat(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:encounter_id(,|$)')) then ',unmapped_kept:encounter_id' else '' end,
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
          case when not coalesce("modified_at" is null or cast("modified_at" as date) between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',modified_at_plausible' else '' end,
          case when not is_stated then ',source_time_implausible' else '' end, ''), 2), '') as _warnings from versions where _op = 'U'
)
select
  v."hospital_id",
  v."transaction_id",
  v."encounter_id",
  v."patient_id",
  v."provider_id",
  v."department_id",
  v."visit_date",
  v."service_date",
  v."paid_date",
  v."visit_type",
  v."amount",
  v."amount_type",
  v."paid_amount",
  v."claim_id",
  v."payer_id",
  v."procedure_code",
  v."icd_code",
  v."line_of_business",
  v."medicaid_id",
  v."medicare_id",
  v."inserted_at",
  v."modified_at",
  v."valid_from",
  v."valid_to",
  v."is_current",
  v."known_from",
  v."_row_hash",
  v."_run_id",
  v."_warnings",
  $known_at as "known_to"
from "silver"."transactions" v
where hospital_id = $hospital_id and "transaction_id" in (
  select "transaction_id" from "bronze_hospital_a"."transactions" b where (_run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null) or concat(_run_id, ':', cast(_seq as varchar)) in (
    select concat(run_id, ':', cast(seq as varchar)) from "ops"."quarantine_decisions" d
    where hospital_id = $hospital_id and table_name = 'transactions' and kind = 'row' and decision = 'released' and made_by = 'person')))
  and not exists (
    select 1 from written w
    where w."transaction_id" = v."transaction_id" and w.begins_at = v.valid_from and w._run_id = v._run_id and w._row_hash = v._row_hash
      and coalesce(v.valid_to, timestamp '9999-12-31 00:00:00.000000') = coalesce(w.ended_at, timestamp '9999-12-31 00:00:00.000000')
      and coalesce(v._warnings, '') = coalesce(w._warnings, ''));
