-- Generated from the code; npm run docs writes it again.
with history_touched as (
  select b.`claim_id` as `of_claim_id`
  from `bronze_hospital_a`.`claims` b where b.`claim_id` is not null and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
  union distinct
  select b.`claim_id` as `of_claim_id`
  from `bronze_hospital_a`.`claims` b where b.`claim_id` is not null and concat(_run_id, ':', cast(_seq as STRING)) in (
            select concat(run_id, ':', cast(seq as STRING)) from `ops`.`quarantine_decisions` d
            where hospital_id = @hospital_id and table_name = 'claims' and kind = 'row' and decision = 'released' and made_by = 'person')
),
held as (
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
  select e.`claim_id`, e.`_op`, e.`_row_hash`, e.`_hash_version`, e.`_taken_at`, e.`_run_id`, e.`_seq`, e.`_source_ts`, e.`_source_time_kind`, e.`_unreadable`, case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:transaction_id(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:patient_id(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:encounter_id(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:provider_id(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:department_id(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:service_date(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:claim_date(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:adjudication_date(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:payer_id(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:claim_status(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:payer_type(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:inserted_at(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:modified_at(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)ambiguous_dates:'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_spellings:'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)null_text:'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)fewer_lines:'))
    or not coalesce(`claim_amount` >= 0 or `claim_status` in ('Voided', 'Reversed', 'Replaced'), false)
    or not coalesce(`paid_amount` >= 0 or `claim_status` in ('Voided', 'Reversed', 'Replaced'), false)
    or not coalesce(`paid_amount` <= `claim_amount`, false)
    or not coalesce(`claim_date` >= `service_date`, false)
    or not coalesce(`modified_at` is null or date(`modified_at`, 'UTC') between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then substr(concat(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:transaction_id(,|$)')) then ',unmapped_kept:transaction_id' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:patient_id(,|$)')) then ',unmapped_kept:patient_id' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:encounter_id(,|$)')) then ',unmapped_kept:encounter_id' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:provider_id(,|$)')) then ',unmapped_kept:provider_id' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:department_id(,|$)')) then ',unmapped_kept:department_id' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:service_date(,|$)')) then ',unmapped_kept:service_date' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:claim_date(,|$)')) then ',unmapped_kept:claim_date' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:adjudication_date(,|$)')) then ',unmapped_kept:adjudication_date' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:payer_id(,|$)')) then ',unmapped_kept:payer_id' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:claim_status(,|$)')) then ',unmapped_kept:claim_status' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:payer_type(,|$)')) then ',unmapped_kept:payer_type' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:inserted_at(,|$)')) then ',unmapped_kept:inserted_at' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:modified_at(,|$)')) then ',unmapped_kept:modified_at' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)ambiguous_dates:')) then ',ambiguous_dates' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_spellings:')) then ',mixed_spellings' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)null_text:')) then ',null_text' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)fewer_lines:')) then ',fewer_lines' else '' end,
    case when not coalesce(`claim_amount` >= 0 or `claim_status` in ('Voided', 'Reversed', 'Replaced'), false) then ',claimed_not_negative' else '' end,
    case when not coalesce(`paid_amount` >= 0 or `claim_status` in ('Voided', 'Reversed', 'Replaced'), false) then ',paid_not_negative' else '' end,
    case when not coalesce(`paid_amount` <= `claim_amount`, false) then ',paid_at_most_claimed' else '' end,
    case when not coalesce(`claim_date` >= `service_date`, false) then ',claimed_after_service' else '' end,
    case when not coalesce(`modified_at` is null or date(`modified_at`, 'UTC') between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',modified_at_plausible' else '' end, ''), 2) end as row_warnings, case when (select min(coalesce(o._hash_version, 1)) from `bronze_hospital_a`.`claims` o) < 3 then concat(coalesce(concat(cast(length(e.`claim_id`) as STRING), ':', e.`claim_id`), '-'), coalesce(concat(cast(length(e.`transaction_id`) as STRING), ':', e.`transaction_id`), '-'), coalesce(concat(cast(length(e.`patient_id`) as STRING), ':', e.`patient_id`), '-'), coalesce(concat(cast(length(e.`encounter_id`) as STRING), ':', e.`encounter_id`), '-'), coalesce(concat(cast(length(e.`provider_id`) as STRING), ':', e.`provider_id`), '-'), coalesce(concat(cast(length(e.`department_id`) as STRING), ':', e.`department_id`), '-'), coalesce(concat(cast(length(cast(e.`service_date` as string)) as STRING), ':', cast(e.`service_date` as string)), '-'), coalesce(concat(cast(length(cast(e.`claim_date` as string)) as STRING), ':', cast(e.`claim_date` as string)), '-'), coalesce(concat(cast(length(cast(e.`adjudication_date` as string)) as STRING), ':', cast(e.`adjudication_date` as string)), '-'), coalesce(concat(cast(length(e.`payer_id`) as STRING), ':', e.`payer_id`), '-'), coalesce(concat(cast(length(cast(e.`claim_amount` as string)) as STRING), ':', cast(e.`claim_amount` as string)), '-'), coalesce(concat(cast(length(cast(e.`paid_amount` as string)) as STRING), ':', cast(e.`paid_amount` as string)), '-'), coalesce(concat(cast(length(e.`claim_status`) as STRING), ':', e.`claim_status`), '-'), coalesce(concat(cast(length(e.`payer_type`) as STRING), ':', e.`payer_type`), '-'), coalesce(concat(cast(length(cast(e.`deductible` as string)) as STRING), ':', cast(e.`deductible` as string)), '-'), coalesce(concat(cast(length(cast(e.`coinsurance` as string)) as STRING), ':', cast(e.`coinsurance` as string)), '-'), coalesce(concat(cast(length(cast(e.`copay` as string)) as STRING), ':', cast(e.`copay` as string)), '-'), '') end as values_text from `bronze_hospital_a`.`claims` e join history_touched t on t.`of_claim_id` = e.`claim_id`
  where not exists (select 1 from held h where h._run_id = e._run_id and h._seq = e._seq)
),
described as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by `claim_id`) < 3 then concat(values_text, coalesce(_unreadable, '')) else _row_hash end) as content, coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') as is_stated, min(case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') then _source_ts end) over (partition by `claim_id` order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) as stated_later
  from events
),
timed as (
  select *, case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end as begins_at from described
),
moments as (
  select *, row_number() over (partition by `claim_id`, begins_at order by _taken_at desc, _run_id desc, _seq desc) as recency
  from timed
),
compared as (
  select *, lag(content) over (partition by `claim_id` order by begins_at) as content_before
  from moments where recency = 1
),
changes as (
  select * from compared where content_before is null or content_before <> content
),
ended as (
  select *, lead(begins_at) over (partition by `claim_id` order by begins_at) as ended_at from changes
),
history_versions as (
  select c.`claim_id` as `of_claim_id`, begins_at, ended_at, _op, _taken_at, _run_id, _seq, _row_hash, case when is_stated then row_warnings when row_warnings is null then 'source_time_implausible' else concat(row_warnings, ',', 'source_time_implausible') end as _warnings
  from ended c
),
history as (
  select `of_claim_id` as `claim_id`, begins_at as `valid_from`, ended_at as `valid_to`, ended_at is null as `is_current`
  from history_versions w where _op = 'U'
  union all
  select `claim_id`, `valid_from`, `valid_to`, `is_current`
  from `silver`.`claims` v
        where hospital_id = @hospital_id and not exists (select 1 from history_touched t where t.`of_claim_id` = v.`claim_id`)
),
ordered as (
  select `claim_id`, valid_from, valid_to, is_current, lag(valid_from) over (partition by `claim_id` order by valid_from, valid_to) as from_before, lag(valid_to) over (partition by `claim_id` order by valid_from, valid_to) as to_before,
    sum(case when is_current then 1 else 0 end) over (partition by `claim_id`) as current_versions
  from history
),
found as (
  select 'empty_interval' as `violation`
  from ordered o where valid_from >= valid_to
  union all
  select 'two_current' as `violation`
  from ordered o where current_versions > 1
  union all
  select 'overlap' as `violation`
  from ordered o where from_before is not null and (to_before is null or valid_from < to_before)
  union all
  select 'gap' as `violation`
  from ordered o where valid_from > to_before and not exists (
          select 1 from `bronze_hospital_a`.`claims` b
          where b.`claim_id` = o.`claim_id` and b._op = 'D' and b._taken_at = o.to_before)
  union all
  select 'current_flag' as `violation`
  from ordered o where is_current <> (valid_to is null)
)
select violation, count(*) as versions from found group by violation order by violation;
