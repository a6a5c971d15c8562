-- Generated from the code; npm run docs writes it again.
create or replace temp table history_versions as
with released_rows as (
  select concat(concat(run_id, ':', cast(seq as varchar)), ':', rule_ids) as released from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'transactions' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'released' and made_by = 'person'
),
discarded_rows as (
  select concat(run_id, ':', cast(seq as varchar)) as discarded from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'transactions' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'discarded'
),
judged as (
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
          case when not coalesce("modified_at" is null or cast("modified_at" as date) between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',modified_at_plausible' else '' end, ''), 2) end as row_warnings, concat(coalesce(concat(cast(length(e."transaction_id") as varchar), ':', e."transaction_id"), '-'), coalesce(concat(cast(length(e."encounter_id") as varchar), ':', e."encounter_id"), '-'), coalesce(concat(cast(length(e."patient_id") as varchar), ':', e."patient_id"), '-'), coalesce(concat(cast(length(e."provider_id") as varchar), ':', e."provider_id"), '-'), coalesce(concat(cast(length(e."department_id") as varchar), ':', e."department_id"), '-'), coalesce(concat(cast(length(cast(e."visit_date" as varchar)) as varchar), ':', cast(e."visit_date" as varchar)), '-'), coalesce(concat(cast(length(cast(e."service_date" as varchar)) as varchar), ':', cast(e."service_date" as varchar)), '-'), coalesce(concat(cast(length(cast(e."paid_date" as varchar)) as varchar), ':', cast(e."paid_date" as varchar)), '-'), coalesce(concat(cast(length(e."visit_type") as varchar), ':', e."visit_type"), '-'), coalesce(concat(cast(length(cast(e."amount" as varchar)) as varchar), ':', cast(e."amount" as varchar)), '-'), coalesce(concat(cast(length(e."amount_type") as varchar), ':', e."amount_type"), '-'), coalesce(concat(cast(length(cast(e."paid_amount" as varchar)) as varchar), ':', cast(e."paid_amount" as varchar)), '-'), coalesce(concat(cast(length(e."claim_id") as varchar), ':', e."claim_id"), '-'), coalesce(concat(cast(length(e."payer_id") as varchar), ':', e."payer_id"), '-'), coalesce(concat(cast(length(e."procedure_code") as varchar), ':', e."procedure_code"), '-'), coalesce(concat(cast(length(e."icd_code") as varchar), ':', e."icd_code"), '-'), coalesce(concat(cast(length(e."line_of_business") as varchar), ':', e."line_of_business"), '-'), coalesce(concat(cast(length(e."medicaid_id") as varchar), ':', e."medicaid_id"), '-'), coalesce(concat(cast(length(e."medicare_id") as varchar), ':', e."medicare_id"), '-'), '') as values_text, e._source_file, case when (coalesce(_conflicting, false))
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
          case when not coalesce("paid_date" is null or "paid_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',paid_date_plausible' else '' end, ''), 2) end as broken from "bronze_hospital_a"."transactions" e where e._run_id in (select "run_id"
  from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null
  union distinct
  select "run_id"
  from "ops"."held_deliveries" where hospital_id = $hospital_id and table_name = $table_name)
),
events as (
  select * from judged j
  where _op <> 'U' or ((broken is null or concat(concat(_run_id, ':', cast(_seq as varchar)), ':', broken) in (select released from released_rows))
    and concat(_run_id, ':', cast(_seq as varchar)) not in (select discarded from discarded_rows) and (not exists (
  select 1 from "ops"."held_deliveries" d
  where d.hospital_id = $hospital_id and d.table_name = $table_name
    and d.run_id = j._run_id and d.source_file = coalesce(j._source_file, ''))))
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
)
      select c."transaction_id" as "of_transaction_id", begins_at, ended_at, _op, _taken_at, _run_id, _seq, _row_hash, values_text, case when is_stated then row_warnings when row_warnings is null then 'source_time_implausible' else concat(row_warnings, ',', 'source_time_implausible') end as _warnings
      from ended c;
