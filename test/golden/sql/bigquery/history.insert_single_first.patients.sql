-- Generated from the code; npm run docs writes it again.
insert into `silver`.`patients` (`hospital_id`, `patient_id`, `first_name`, `last_name`, `middle_name`, `ssn`, `phone_number`, `gender`, `date_of_birth`, `address`, `modified_at`, `valid_from`, `is_current`, `known_from`, `_row_hash`, `_run_id`, `_warnings`)
with held as (
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
judged as (
  select e.*, (coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') and _source_ts <= _taken_at) as is_stated, case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:first_name(,|$)'))
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
  case when not coalesce(`modified_at` is null or date(`modified_at`, 'UTC') between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',modified_at_plausible' else '' end, ''), 2) end as row_warnings
  from `bronze_hospital_a`.`patients` e
)
select
  @hospital_id as `hospital_id`,
  e.`patient_id`,
  e.`first_name`,
  e.`last_name`,
  e.`middle_name`,
  e.`ssn`,
  e.`phone_number`,
  e.`gender`,
  e.`date_of_birth`,
  e.`address`,
  e.`modified_at`,
  case when (coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') and _source_ts <= _taken_at) then _source_ts else _taken_at end as `valid_from`,
  true as `is_current`,
  @known_at as `known_from`,
  e.`_row_hash`,
  e.`_run_id`,
  case when is_stated then row_warnings when row_warnings is null then 'source_time_implausible' else concat(row_warnings, ',', 'source_time_implausible') end as `_warnings`
from judged e
where _op = 'U' and e.`patient_id` is not null
  and not exists (select 1 from held h where h._run_id = e._run_id and h._seq = e._seq)
  and not exists (select 1 from history_touched t where t.`of_patient_id` = e.`patient_id`);
