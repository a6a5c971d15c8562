-- Generated from the code; npm run docs writes it again.
insert into "ops"."quarantine_decisions" ("hospital_id", "table_name", "run_id", "seq", "kind", "source_file", "source_line", "rule_ids", "decision", "made_by", "reason", "rules_version", "decided_at")
with states as (
  select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
    case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
  from "quarantine"."transactions" q
  left join (
    select * from (
      select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
      from "ops"."quarantine_decisions" n where table_name = 'transactions' and n.hospital_id = $hospital_id
    ) ranked_decisions where recency = 1) d
    on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
  where q.hospital_id = $hospital_id
),
passing as (
            select _run_id as passing_run, _seq as passing_seq from "bronze_hospital_a"."transactions" b
            where _op = 'U' and _run_id in (select "run_id"
  from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null
  union distinct
  select "run_id"
  from "ops"."held_deliveries" where hospital_id = $hospital_id and table_name = $table_name) and case when (coalesce(_conflicting, false))
          or ("transaction_id" is null)
          or ("service_date" is null)
          or ("amount" is null)
          or ("paid_amount" is null)
          or (_unreadable is not null and regexp_matches(_unreadable, '"visit_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:visit_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:visit_date(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"service_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:service_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:service_date(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"paid_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:paid_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:paid_date(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"amount" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:amount(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"paid_amount" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:paid_amount(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"inserted_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:inserted_at(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)')))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:visit_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:service_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:paid_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:inserted_at(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:amount(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:paid_amount(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:transaction_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:encounter_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:patient_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:provider_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:department_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:claim_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:payer_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:medicaid_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:medicare_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:encounter_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:patient_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:provider_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:department_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:visit_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:service_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:paid_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:visit_type(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:amount_type(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:claim_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:payer_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:procedure_code(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:icd_code(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:line_of_business(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:medicaid_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:medicare_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:inserted_at(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)'))
          or not coalesce("encounter_id" is not null or _notes is not null and regexp_matches(_notes, '(^|,)absent:encounter_id(,|$)'), false)
          or not coalesce("amount" >= 0, false)
          or not coalesce("paid_amount" >= 0, false)
          or not coalesce("service_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false)
          or not coalesce("paid_date" is null or "paid_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when ("transaction_id" is null) then ',required:transaction_id' else '' end,
          case when ("service_date" is null) then ',required:service_date' else '' end,
          case when ("amount" is null) then ',required:amount' else '' end,
          case when ("paid_amount" is null) then ',required:paid_amount' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"visit_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:visit_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:visit_date(,|$)'))) then ',unreadable:visit_date' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"service_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:service_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:service_date(,|$)'))) then ',unreadable:service_date' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"paid_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:paid_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:paid_date(,|$)'))) then ',unreadable:paid_date' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"amount" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:amount(,|$)'))) then ',unreadable:amount' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"paid_amount" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:paid_amount(,|$)'))) then ',unreadable:paid_amount' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"inserted_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:inserted_at(,|$)'))) then ',unreadable:inserted_at' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)'))) then ',unreadable:modified_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:visit_date(,|$)')) then ',mixed_dates:visit_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:service_date(,|$)')) then ',mixed_dates:service_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:paid_date(,|$)')) then ',mixed_dates:paid_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) then ',mixed_dates:inserted_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) then ',mixed_dates:modified_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:amount(,|$)')) then ',mixed_amounts:amount' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:paid_amount(,|$)')) then ',mixed_amounts:paid_amount' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:transaction_id(,|$)')) then ',scientific_notation:transaction_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:encounter_id(,|$)')) then ',scientific_notation:encounter_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:patient_id(,|$)')) then ',scientific_notation:patient_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:provider_id(,|$)')) then ',scientific_notation:provider_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:department_id(,|$)')) then ',scientific_notation:department_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:claim_id(,|$)')) then ',scientific_notation:claim_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:payer_id(,|$)')) then ',scientific_notation:payer_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:medicaid_id(,|$)')) then ',scientific_notation:medicaid_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:medicare_id(,|$)')) then ',scientific_notation:medicare_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:encounter_id(,|$)')) then ',unmapped:encounter_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:patient_id(,|$)')) then ',unmapped:patient_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:provider_id(,|$)')) then ',unmapped:provider_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:department_id(,|$)')) then ',unmapped:department_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:visit_date(,|$)')) then ',unmapped:visit_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:service_date(,|$)')) then ',unmapped:service_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:paid_date(,|$)')) then ',unmapped:paid_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:visit_type(,|$)')) then ',unmapped:visit_type' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:amount_type(,|$)')) then ',unmapped:amount_type' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:claim_id(,|$)')) then ',unmapped:claim_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:payer_id(,|$)')) then ',unmapped:payer_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:procedure_code(,|$)')) then ',unmapped:procedure_code' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:icd_code(,|$)')) then ',unmapped:icd_code' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:line_of_business(,|$)')) then ',unmapped:line_of_business' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:medicaid_id(,|$)')) then ',unmapped:medicaid_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:medicare_id(,|$)')) then ',unmapped:medicare_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:inserted_at(,|$)')) then ',unmapped:inserted_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)')) then ',unmapped:modified_at' else '' end,
          case when not coalesce("encounter_id" is not null or _notes is not null and regexp_matches(_notes, '(^|,)absent:encounter_id(,|$)'), false) then ',encounter_present' else '' end,
          case when not coalesce("amount" >= 0, false) then ',amount_not_negative' else '' end,
          case when not coalesce("paid_amount" >= 0, false) then ',paid_not_negative' else '' end,
          case when not coalesce("service_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',service_date_plausible' else '' end,
          case when not coalesce("paid_date" is null or "paid_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',paid_date_plausible' else '' end, ''), 2) end is null
)
select
  s."hospital_id",
  'transactions' as "table_name",
  s."_run_id" as "run_id",
  s."_seq" as "seq",
  s."kind",
  s."_source_file" as "source_file",
  s."_source_line" as "source_line",
  s."_rule_ids" as "rule_ids",
  'released' as "decision",
  'rules' as "made_by",
  'it breaks no rule any more' as "reason",
  '4b80b42cfdb3' as "rules_version",
  make_timestamp(epoch_us(now())) as "decided_at"
from states s join passing p on p.passing_run = s._run_id and p.passing_seq = s._seq
where s.kind = 'row' and s.state = 'open' and s._rule_ids <> 'delivery_held';
