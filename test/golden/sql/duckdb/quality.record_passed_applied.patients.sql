-- Generated from the code; npm run docs writes it again.
insert into "ops"."quarantine_decisions" ("hospital_id", "table_name", "run_id", "seq", "kind", "source_file", "source_line", "rule_ids", "decision", "made_by", "reason", "rules_version", "decided_at")
with states as (
  select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
    case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
  from "quarantine"."patients" q
  left join (
    select * from (
      select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
      from "ops"."quarantine_decisions" n where table_name = 'patients' and n.hospital_id = $hospital_id
    ) ranked_decisions where recency = 1) d
    on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
  where q.hospital_id = $hospital_id
),
passing as (
            select _run_id as passing_run, _seq as passing_seq from "bronze_hospital_a"."patients" b
            where _op = 'U' and _run_id in (select "run_id"
  from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null
  union distinct
  select "run_id"
  from "ops"."held_deliveries" where hospital_id = $hospital_id and table_name = $table_name) and case when (coalesce(_conflicting, false))
          or ("patient_id" is null)
          or (_unreadable is not null and regexp_matches(_unreadable, '"date_of_birth" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:date_of_birth(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:date_of_birth(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)')))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:date_of_birth(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:patient_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:first_name(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:last_name(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:middle_name(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:ssn(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:phone_number(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:gender(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:date_of_birth(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:address(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)'))
          or not coalesce("date_of_birth" is not null or _notes is not null and regexp_matches(_notes, '(^|,)absent:date_of_birth(,|$)'), false)
          or not coalesce("date_of_birth" is null or "date_of_birth" between date '1900-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when ("patient_id" is null) then ',required:patient_id' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"date_of_birth" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:date_of_birth(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:date_of_birth(,|$)'))) then ',unreadable:date_of_birth' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)'))) then ',unreadable:modified_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:date_of_birth(,|$)')) then ',mixed_dates:date_of_birth' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) then ',mixed_dates:modified_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:patient_id(,|$)')) then ',scientific_notation:patient_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:first_name(,|$)')) then ',unmapped:first_name' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:last_name(,|$)')) then ',unmapped:last_name' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:middle_name(,|$)')) then ',unmapped:middle_name' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:ssn(,|$)')) then ',unmapped:ssn' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:phone_number(,|$)')) then ',unmapped:phone_number' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:gender(,|$)')) then ',unmapped:gender' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:date_of_birth(,|$)')) then ',unmapped:date_of_birth' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:address(,|$)')) then ',unmapped:address' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)')) then ',unmapped:modified_at' else '' end,
          case when not coalesce("date_of_birth" is not null or _notes is not null and regexp_matches(_notes, '(^|,)absent:date_of_birth(,|$)'), false) then ',birth_date_present' else '' end,
          case when not coalesce("date_of_birth" is null or "date_of_birth" between date '1900-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',birth_date_plausible' else '' end, ''), 2) end is null
)
select
  s."hospital_id",
  'patients' as "table_name",
  s."_run_id" as "run_id",
  s."_seq" as "seq",
  s."kind",
  s."_source_file" as "source_file",
  s."_source_line" as "source_line",
  s."_rule_ids" as "rule_ids",
  'released' as "decision",
  'rules' as "made_by",
  'it breaks no rule any more' as "reason",
  '4891e5f2f9b3' as "rules_version",
  make_timestamp(epoch_us(now())) as "decided_at"
from states s join passing p on p.passing_run = s._run_id and p.passing_seq = s._seq
where s.kind = 'row' and s.state = 'open' and s._rule_ids <> 'delivery_held';
