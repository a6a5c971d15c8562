-- Generated from the code; npm run docs writes it again.
insert into `ops`.`quarantine_decisions` (`hospital_id`, `table_name`, `run_id`, `seq`, `kind`, `source_file`, `source_line`, `rule_ids`, `decision`, `made_by`, `reason`, `rules_version`, `decided_at`)
with states as (
  select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
    case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
  from `quarantine`.`encounters` q
  left join (
    select * from (
      select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
      from `ops`.`quarantine_decisions` n where table_name = 'encounters' and n.hospital_id = @hospital_id
    ) ranked_decisions where recency = 1) d
    on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
  where q.hospital_id = @hospital_id
),
passing as (
            select _run_id as passing_run, _seq as passing_seq from `bronze_hospital_a`.`encounters` b
            where _op = 'U' and _run_id in (select `run_id`
  from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is not null
  union distinct
  select `run_id`
  from `ops`.`held_deliveries` where hospital_id = @hospital_id and table_name = @table_name) and case when (coalesce(_conflicting, false))
          or (`encounter_id` is null)
          or (`encounter_date` is null)
          or (_unreadable is not null and regexp_contains(_unreadable, '"encounter_date" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:encounter_date(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_date(,|$)')))
          or (_unreadable is not null and regexp_contains(_unreadable, '"inserted_at" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:inserted_at(,|$)')))
          or (_unreadable is not null and regexp_contains(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:modified_at(,|$)')))
          or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:encounter_date(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:inserted_at(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:encounter_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:patient_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:provider_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:department_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:patient_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_date(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_type(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:provider_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:department_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:procedure_code(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:inserted_at(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:modified_at(,|$)'))
          or not coalesce(`patient_id` is not null or _notes is not null and regexp_contains(_notes, '(^|,)absent:patient_id(,|$)'), false)
          or not coalesce(`encounter_date` between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when (`encounter_id` is null) then ',required:encounter_id' else '' end,
          case when (`encounter_date` is null) then ',required:encounter_date' else '' end,
          case when (_unreadable is not null and regexp_contains(_unreadable, '"encounter_date" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:encounter_date(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_date(,|$)'))) then ',unreadable:encounter_date' else '' end,
          case when (_unreadable is not null and regexp_contains(_unreadable, '"inserted_at" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:inserted_at(,|$)'))) then ',unreadable:inserted_at' else '' end,
          case when (_unreadable is not null and regexp_contains(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:modified_at(,|$)'))) then ',unreadable:modified_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:encounter_date(,|$)')) then ',mixed_dates:encounter_date' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) then ',mixed_dates:inserted_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)')) then ',mixed_dates:modified_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:encounter_id(,|$)')) then ',scientific_notation:encounter_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:patient_id(,|$)')) then ',scientific_notation:patient_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:provider_id(,|$)')) then ',scientific_notation:provider_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:department_id(,|$)')) then ',scientific_notation:department_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:patient_id(,|$)')) then ',unmapped:patient_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_date(,|$)')) then ',unmapped:encounter_date' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_type(,|$)')) then ',unmapped:encounter_type' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:provider_id(,|$)')) then ',unmapped:provider_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:department_id(,|$)')) then ',unmapped:department_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:procedure_code(,|$)')) then ',unmapped:procedure_code' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:inserted_at(,|$)')) then ',unmapped:inserted_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:modified_at(,|$)')) then ',unmapped:modified_at' else '' end,
          case when not coalesce(`patient_id` is not null or _notes is not null and regexp_contains(_notes, '(^|,)absent:patient_id(,|$)'), false) then ',patient_present' else '' end,
          case when not coalesce(`encounter_date` between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',encounter_date_plausible' else '' end, ''), 2) end is null
)
select
  s.`hospital_id`,
  'encounters' as `table_name`,
  s.`_run_id` as `run_id`,
  s.`_seq` as `seq`,
  s.`kind`,
  s.`_source_file` as `source_file`,
  s.`_source_line` as `source_line`,
  s.`_rule_ids` as `rule_ids`,
  'released' as `decision`,
  'rules' as `made_by`,
  'it breaks no rule any more' as `reason`,
  '6b0a55178477' as `rules_version`,
  current_timestamp() as `decided_at`
from states s join passing p on p.passing_run = s._run_id and p.passing_seq = s._seq
where s.kind = 'row' and s.state = 'open' and s._rule_ids <> 'delivery_held';
