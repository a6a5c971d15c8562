-- Generated from the code; npm run docs writes it again.
insert into `silver`.`encounters__superseded` (`hospital_id`, `encounter_id`, `patient_id`, `encounter_date`, `encounter_type`, `provider_id`, `department_id`, `procedure_code`, `inserted_at`, `modified_at`, `valid_from`, `valid_to`, `is_current`, `known_from`, `_row_hash`, `_run_id`, `_warnings`, `known_to`)
with held as (
  select _run_id, _seq from (
      select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
        case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
      from `quarantine`.`encounters` q
      left join (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from `ops`.`quarantine_decisions` n where table_name = 'encounters' and n.hospital_id = @hospital_id
        ) ranked_decisions where recency = 1) d
        on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
      where q.hospital_id = @hospital_id) states where kind = 'row' and (state <> 'released' or not (not exists (
          select 1 from `ops`.`held_deliveries` d
          where d.hospital_id = @hospital_id and d.table_name = @table_name
            and d.run_id = states._run_id and d.source_file = coalesce(states._source_file, ''))))
),
events as (
  select e.* from `bronze_hospital_a`.`encounters` e
  where not exists (select 1 from held h where h._run_id = e._run_id and h._seq = e._seq) and `encounter_id` in (
    select `encounter_id` from `bronze_hospital_a`.`encounters` b where (_run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null) or concat(_run_id, ':', cast(_seq as STRING)) in (
      select concat(run_id, ':', cast(seq as STRING)) from `ops`.`quarantine_decisions` d
      where hospital_id = @hospital_id and table_name = 'encounters' and kind = 'row' and decision = 'released' and made_by = 'person')))
),
described as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by `encounter_id`) < 3 then concat(concat(coalesce(concat(cast(length(`encounter_id`) as STRING), ':', `encounter_id`), '-'), coalesce(concat(cast(length(`patient_id`) as STRING), ':', `patient_id`), '-'), coalesce(concat(cast(length(cast(`encounter_date` as string)) as STRING), ':', cast(`encounter_date` as string)), '-'), coalesce(concat(cast(length(`encounter_type`) as STRING), ':', `encounter_type`), '-'), coalesce(concat(cast(length(`provider_id`) as STRING), ':', `provider_id`), '-'), coalesce(concat(cast(length(`department_id`) as STRING), ':', `department_id`), '-'), coalesce(concat(cast(length(`procedure_code`) as STRING), ':', `procedure_code`), '-'), ''), coalesce(_unreadable, '')) else _row_hash end) as content,
    row_number() over (partition by `encounter_id`, _taken_at order by _run_id desc, _seq desc) as recency
  from events
),
compared as (
  select *, lag(content) over (partition by `encounter_id` order by _taken_at) as content_before from described where recency = 1
),
changed as (
  select *, row_number() over (partition by `encounter_id` order by _taken_at) as place,
    lag(_source_ts) over (partition by `encounter_id` order by _taken_at) as stated_before, lag(_taken_at) over (partition by `encounter_id` order by _taken_at) as taken_before,
    _op = 'U' and coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') and _source_ts <= _taken_at as is_possible
  from compared where content_before <> content or (content_before is null and _op = 'U')
),
chained as (
  select *,
    max(case when is_possible and (taken_before is null or _source_ts > taken_before) then place end) over (partition by `encounter_id` order by place rows between unbounded preceding and current row) as anchor,
    max(case when not is_possible or stated_before is null or stated_before >= _source_ts then place end) over (partition by `encounter_id` order by place rows between unbounded preceding and current row) as last_break
  from changed
),
timed as (
  select *, coalesce(anchor >= coalesce(last_break, 0), false) as is_stated from chained
),
changes as (
  select *, case when is_stated then _source_ts else _taken_at end as begins_at from timed
),
versions as (
  select *, lead(begins_at) over (partition by `encounter_id` order by begins_at) as ended_at from changes
),
written as (
  select *, nullif(substr(concat(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:patient_id(,|$)')) then ',unmapped_kept:patient_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:encounter_date(,|$)')) then ',unmapped_kept:encounter_date' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:encounter_type(,|$)')) then ',unmapped_kept:encounter_type' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:provider_id(,|$)')) then ',unmapped_kept:provider_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:department_id(,|$)')) then ',unmapped_kept:department_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:procedure_code(,|$)')) then ',unmapped_kept:procedure_code' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:inserted_at(,|$)')) then ',unmapped_kept:inserted_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:modified_at(,|$)')) then ',unmapped_kept:modified_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)ambiguous_dates:')) then ',ambiguous_dates' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_spellings:')) then ',mixed_spellings' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)null_text:')) then ',null_text' else '' end,
          case when not coalesce(`modified_at` is null or date(`modified_at`, 'UTC') between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',modified_at_plausible' else '' end,
          case when not is_stated then ',source_time_implausible' else '' end, ''), 2), '') as _warnings from versions where _op = 'U'
)
select
  v.`hospital_id`,
  v.`encounter_id`,
  v.`patient_id`,
  v.`encounter_date`,
  v.`encounter_type`,
  v.`provider_id`,
  v.`department_id`,
  v.`procedure_code`,
  v.`inserted_at`,
  v.`modified_at`,
  v.`valid_from`,
  v.`valid_to`,
  v.`is_current`,
  v.`known_from`,
  v.`_row_hash`,
  v.`_run_id`,
  v.`_warnings`,
  @known_at as `known_to`
from `silver`.`encounters` v
where hospital_id = @hospital_id and `encounter_id` in (
  select `encounter_id` from `bronze_hospital_a`.`encounters` b where (_run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null) or concat(_run_id, ':', cast(_seq as STRING)) in (
    select concat(run_id, ':', cast(seq as STRING)) from `ops`.`quarantine_decisions` d
    where hospital_id = @hospital_id and table_name = 'encounters' and kind = 'row' and decision = 'released' and made_by = 'person')))
  and not exists (
    select 1 from written w
    where w.`encounter_id` = v.`encounter_id` and w.begins_at = v.valid_from and w._run_id = v._run_id and w._row_hash = v._row_hash
      and coalesce(v.valid_to, timestamp '9999-12-31 00:00:00.000000+00:00') = coalesce(w.ended_at, timestamp '9999-12-31 00:00:00.000000+00:00')
      and coalesce(v._warnings, '') = coalesce(w._warnings, ''));
