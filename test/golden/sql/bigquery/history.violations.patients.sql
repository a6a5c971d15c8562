-- Generated from the code; npm run docs writes it again.
with history_touched as (
  select b.`patient_id` as `of_patient_id`
  from `bronze_hospital_a`.`patients` b where b.`patient_id` is not null and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
  union distinct
  select b.`patient_id` as `of_patient_id`
  from `bronze_hospital_a`.`patients` b where b.`patient_id` is not null and concat(_run_id, ':', cast(_seq as STRING)) in (
            select concat(run_id, ':', cast(seq as STRING)) from `ops`.`quarantine_decisions` d
            where hospital_id = @hospital_id and table_name = 'patients' and kind = 'row' and decision = 'released' and made_by = 'person')
),
held as (
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
      where q.hospital_id = @hospital_id) states where kind = 'row' and (state <> 'released' or not (not exists (
          select 1 from `ops`.`held_deliveries` d
          where d.hospital_id = @hospital_id and d.table_name = @table_name
            and d.run_id = states._run_id and d.source_file = coalesce(states._source_file, ''))))
),
events as (
  select e.`patient_id`, e.`_op`, e.`_row_hash`, e.`_hash_version`, e.`_taken_at`, e.`_run_id`, e.`_seq`, e.`_source_ts`, e.`_source_time_kind`, e.`_unreadable`, case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:first_name(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:last_name(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:middle_name(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:ssn(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:phone_number(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:gender(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:date_of_birth(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:address(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:modified_at(,|$)'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)ambiguous_dates:'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_spellings:'))
    or (_notes is not null and regexp_contains(_notes, '(^|,)null_text:'))
    or not coalesce(`modified_at` is null or date(`modified_at`, 'UTC') between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then substr(concat(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:first_name(,|$)')) then ',unmapped_kept:first_name' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:last_name(,|$)')) then ',unmapped_kept:last_name' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:middle_name(,|$)')) then ',unmapped_kept:middle_name' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:ssn(,|$)')) then ',unmapped_kept:ssn' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:phone_number(,|$)')) then ',unmapped_kept:phone_number' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:gender(,|$)')) then ',unmapped_kept:gender' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:date_of_birth(,|$)')) then ',unmapped_kept:date_of_birth' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:address(,|$)')) then ',unmapped_kept:address' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:modified_at(,|$)')) then ',unmapped_kept:modified_at' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)ambiguous_dates:')) then ',ambiguous_dates' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_spellings:')) then ',mixed_spellings' else '' end,
    case when (_notes is not null and regexp_contains(_notes, '(^|,)null_text:')) then ',null_text' else '' end,
    case when not coalesce(`modified_at` is null or date(`modified_at`, 'UTC') between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',modified_at_plausible' else '' end, ''), 2) end as row_warnings, case when (select min(coalesce(o._hash_version, 1)) from `bronze_hospital_a`.`patients` o) < 3 then concat(coalesce(concat(cast(length(e.`patient_id`) as STRING), ':', e.`patient_id`), '-'), coalesce(concat(cast(length(e.`first_name`) as STRING), ':', e.`first_name`), '-'), coalesce(concat(cast(length(e.`last_name`) as STRING), ':', e.`last_name`), '-'), coalesce(concat(cast(length(e.`middle_name`) as STRING), ':', e.`middle_name`), '-'), coalesce(concat(cast(length(e.`ssn`) as STRING), ':', e.`ssn`), '-'), coalesce(concat(cast(length(e.`phone_number`) as STRING), ':', e.`phone_number`), '-'), coalesce(concat(cast(length(e.`gender`) as STRING), ':', e.`gender`), '-'), coalesce(concat(cast(length(cast(e.`date_of_birth` as string)) as STRING), ':', cast(e.`date_of_birth` as string)), '-'), coalesce(concat(cast(length(e.`address`) as STRING), ':', e.`address`), '-'), '') end as values_text from `bronze_hospital_a`.`patients` e join history_touched t on t.`of_patient_id` = e.`patient_id`
  where not exists (select 1 from held h where h._run_id = e._run_id and h._seq = e._seq)
),
described as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by `patient_id`) < 3 then concat(values_text, coalesce(_unreadable, '')) else _row_hash end) as content,
    row_number() over (partition by `patient_id`, _taken_at order by _run_id desc, _seq desc) as recency
  from events
),
compared as (
  select *, lag(content) over (partition by `patient_id` order by _taken_at) as content_before from described where recency = 1
),
changed as (
  select *, row_number() over (partition by `patient_id` order by _taken_at) as place,
    lag(_source_ts) over (partition by `patient_id` order by _taken_at) as stated_before, lag(_taken_at) over (partition by `patient_id` order by _taken_at) as taken_before,
    _op = 'U' and coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') and _source_ts <= _taken_at as is_possible
  from compared where content_before <> content or (content_before is null and _op = 'U')
),
chained as (
  select *,
    max(case when is_possible and (taken_before is null or _source_ts > taken_before) then place end) over (partition by `patient_id` order by place rows between unbounded preceding and current row) as anchor,
    max(case when not is_possible or stated_before is null or stated_before >= _source_ts then place end) over (partition by `patient_id` order by place rows between unbounded preceding and current row) as last_break
  from changed
),
timed as (
  select *, coalesce(anchor >= coalesce(last_break, 0), false) as is_stated from chained
),
changes as (
  select *, case when is_stated then _source_ts else _taken_at end as begins_at from timed
),
ended as (
  select *, lead(begins_at) over (partition by `patient_id` order by begins_at) as ended_at from changes
),
history_versions as (
  select c.`patient_id` as `of_patient_id`, begins_at, ended_at, _op, _taken_at, _run_id, _seq, _row_hash, case when is_stated then row_warnings when row_warnings is null then 'source_time_implausible' else concat(row_warnings, ',', 'source_time_implausible') end as _warnings
  from ended c
),
history as (
  select `of_patient_id` as `patient_id`, begins_at as `valid_from`, ended_at as `valid_to`, ended_at is null as `is_current`
  from history_versions w where _op = 'U'
  union all
  select `patient_id`, `valid_from`, `valid_to`, `is_current`
  from `silver`.`patients` v
        where hospital_id = @hospital_id and not exists (select 1 from history_touched t where t.`of_patient_id` = v.`patient_id`)
),
ordered as (
  select `patient_id`, valid_from, valid_to, is_current, lag(valid_from) over (partition by `patient_id` order by valid_from, valid_to) as from_before, lag(valid_to) over (partition by `patient_id` order by valid_from, valid_to) as to_before,
    sum(case when is_current then 1 else 0 end) over (partition by `patient_id`) as current_versions
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
          select 1 from `bronze_hospital_a`.`patients` b
          where b.`patient_id` = o.`patient_id` and b._op = 'D' and b._taken_at = o.to_before)
  union all
  select 'current_flag' as `violation`
  from ordered o where is_current <> (valid_to is null)
)
select violation, count(*) as versions from found group by violation order by violation;
