-- Generated from the code; npm run docs writes it again.
create or replace temp table history_versions as
with released_rows as (
  select concat(concat(run_id, ':', cast(seq as varchar)), ':', rule_ids) as released from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'claims' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'released' and made_by = 'person'
),
discarded_rows as (
  select concat(run_id, ':', cast(seq as varchar)) as discarded from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'claims' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'discarded'
),
judged as (
  select e."claim_id", e."_op", e."_row_hash", e."_hash_version", e."_taken_at", e."_run_id", e."_seq", e."_source_ts", e."_source_time_kind", e."_unreadable", case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:transaction_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:patient_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:encounter_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:provider_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:department_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:service_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:claim_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:adjudication_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:payer_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:claim_status(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:payer_type(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:inserted_at(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:modified_at(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)ambiguous_dates:'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_spellings:'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)null_text:'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)fewer_lines:'))
          or not coalesce("claim_amount" >= 0 or "claim_status" in ('Voided', 'Reversed', 'Replaced'), false)
          or not coalesce("paid_amount" >= 0 or "claim_status" in ('Voided', 'Reversed', 'Replaced'), false)
          or not coalesce("paid_amount" <= "claim_amount", false)
          or not coalesce("claim_date" >= "service_date", false)
          or not coalesce("modified_at" is null or cast("modified_at" as date) between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then substr(concat(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:transaction_id(,|$)')) then ',unmapped_kept:transaction_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:patient_id(,|$)')) then ',unmapped_kept:patient_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:encounter_id(,|$)')) then ',unmapped_kept:encounter_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:provider_id(,|$)')) then ',unmapped_kept:provider_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:department_id(,|$)')) then ',unmapped_kept:department_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:service_date(,|$)')) then ',unmapped_kept:service_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:claim_date(,|$)')) then ',unmapped_kept:claim_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:adjudication_date(,|$)')) then ',unmapped_kept:adjudication_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:payer_id(,|$)')) then ',unmapped_kept:payer_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:claim_status(,|$)')) then ',unmapped_kept:claim_status' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:payer_type(,|$)')) then ',unmapped_kept:payer_type' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:inserted_at(,|$)')) then ',unmapped_kept:inserted_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:modified_at(,|$)')) then ',unmapped_kept:modified_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)ambiguous_dates:')) then ',ambiguous_dates' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_spellings:')) then ',mixed_spellings' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)null_text:')) then ',null_text' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)fewer_lines:')) then ',fewer_lines' else '' end,
          case when not coalesce("claim_amount" >= 0 or "claim_status" in ('Voided', 'Reversed', 'Replaced'), false) then ',claimed_not_negative' else '' end,
          case when not coalesce("paid_amount" >= 0 or "claim_status" in ('Voided', 'Reversed', 'Replaced'), false) then ',paid_not_negative' else '' end,
          case when not coalesce("paid_amount" <= "claim_amount", false) then ',paid_at_most_claimed' else '' end,
          case when not coalesce("claim_date" >= "service_date", false) then ',claimed_after_service' else '' end,
          case when not coalesce("modified_at" is null or cast("modified_at" as date) between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',modified_at_plausible' else '' end, ''), 2) end as row_warnings, concat(coalesce(concat(cast(length(e."claim_id") as varchar), ':', e."claim_id"), '-'), coalesce(concat(cast(length(e."transaction_id") as varchar), ':', e."transaction_id"), '-'), coalesce(concat(cast(length(e."patient_id") as varchar), ':', e."patient_id"), '-'), coalesce(concat(cast(length(e."encounter_id") as varchar), ':', e."encounter_id"), '-'), coalesce(concat(cast(length(e."provider_id") as varchar), ':', e."provider_id"), '-'), coalesce(concat(cast(length(e."department_id") as varchar), ':', e."department_id"), '-'), coalesce(concat(cast(length(cast(e."service_date" as varchar)) as varchar), ':', cast(e."service_date" as varchar)), '-'), coalesce(concat(cast(length(cast(e."claim_date" as varchar)) as varchar), ':', cast(e."claim_date" as varchar)), '-'), coalesce(concat(cast(length(cast(e."adjudication_date" as varchar)) as varchar), ':', cast(e."adjudication_date" as varchar)), '-'), coalesce(concat(cast(length(e."payer_id") as varchar), ':', e."payer_id"), '-'), coalesce(concat(cast(length(cast(e."claim_amount" as varchar)) as varchar), ':', cast(e."claim_amount" as varchar)), '-'), coalesce(concat(cast(length(cast(e."paid_amount" as varchar)) as varchar), ':', cast(e."paid_amount" as varchar)), '-'), coalesce(concat(cast(length(e."claim_status") as varchar), ':', e."claim_status"), '-'), coalesce(concat(cast(length(e."payer_type") as varchar), ':', e."payer_type"), '-'), coalesce(concat(cast(length(cast(e."deductible" as varchar)) as varchar), ':', cast(e."deductible" as varchar)), '-'), coalesce(concat(cast(length(cast(e."coinsurance" as varchar)) as varchar), ':', cast(e."coinsurance" as varchar)), '-'), coalesce(concat(cast(length(cast(e."copay" as varchar)) as varchar), ':', cast(e."copay" as varchar)), '-'), '') as values_text, e._source_file, case when (coalesce(_conflicting, false))
          or ("claim_id" is null)
          or ("service_date" is null)
          or ("claim_date" is null)
          or ("claim_amount" is null)
          or ("paid_amount" is null)
          or ("claim_status" is null)
          or (_unreadable is not null and regexp_matches(_unreadable, '"service_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:service_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:service_date(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"claim_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:claim_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:claim_date(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"adjudication_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:adjudication_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:adjudication_date(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"claim_amount" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:claim_amount(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"paid_amount" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:paid_amount(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"deductible" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:deductible(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"coinsurance" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:coinsurance(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"copay" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:copay(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"inserted_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:inserted_at(,|$)')))
          or (_unreadable is not null and regexp_matches(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)')))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:service_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:claim_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:adjudication_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:inserted_at(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:claim_amount(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:paid_amount(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:deductible(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:coinsurance(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:copay(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:claim_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:transaction_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:patient_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:encounter_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:provider_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:department_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:payer_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:transaction_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:patient_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:encounter_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:provider_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:department_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:service_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:claim_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:adjudication_date(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:payer_id(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:claim_status(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:payer_type(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:inserted_at(,|$)'))
          or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)'))
          or not coalesce("patient_id" is not null or _notes is not null and regexp_matches(_notes, '(^|,)absent:patient_id(,|$)'), false)
          or not coalesce("claim_status" in ('Pending', 'Approved', 'Paid', 'Denied', 'Rejected', 'Voided', 'Reversed', 'Replaced'), false)
          or not coalesce("service_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false)
          or not coalesce("claim_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false)
          or not coalesce("adjudication_date" is null or "adjudication_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when ("claim_id" is null) then ',required:claim_id' else '' end,
          case when ("service_date" is null) then ',required:service_date' else '' end,
          case when ("claim_date" is null) then ',required:claim_date' else '' end,
          case when ("claim_amount" is null) then ',required:claim_amount' else '' end,
          case when ("paid_amount" is null) then ',required:paid_amount' else '' end,
          case when ("claim_status" is null) then ',required:claim_status' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"service_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:service_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:service_date(,|$)'))) then ',unreadable:service_date' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"claim_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:claim_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:claim_date(,|$)'))) then ',unreadable:claim_date' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"adjudication_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:adjudication_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:adjudication_date(,|$)'))) then ',unreadable:adjudication_date' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"claim_amount" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:claim_amount(,|$)'))) then ',unreadable:claim_amount' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"paid_amount" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:paid_amount(,|$)'))) then ',unreadable:paid_amount' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"deductible" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:deductible(,|$)'))) then ',unreadable:deductible' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"coinsurance" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:coinsurance(,|$)'))) then ',unreadable:coinsurance' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"copay" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:copay(,|$)'))) then ',unreadable:copay' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"inserted_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:inserted_at(,|$)'))) then ',unreadable:inserted_at' else '' end,
          case when (_unreadable is not null and regexp_matches(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)'))) then ',unreadable:modified_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:service_date(,|$)')) then ',mixed_dates:service_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:claim_date(,|$)')) then ',mixed_dates:claim_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:adjudication_date(,|$)')) then ',mixed_dates:adjudication_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) then ',mixed_dates:inserted_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) then ',mixed_dates:modified_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:claim_amount(,|$)')) then ',mixed_amounts:claim_amount' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:paid_amount(,|$)')) then ',mixed_amounts:paid_amount' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:deductible(,|$)')) then ',mixed_amounts:deductible' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:coinsurance(,|$)')) then ',mixed_amounts:coinsurance' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:copay(,|$)')) then ',mixed_amounts:copay' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:claim_id(,|$)')) then ',scientific_notation:claim_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:transaction_id(,|$)')) then ',scientific_notation:transaction_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:patient_id(,|$)')) then ',scientific_notation:patient_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:encounter_id(,|$)')) then ',scientific_notation:encounter_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:provider_id(,|$)')) then ',scientific_notation:provider_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:department_id(,|$)')) then ',scientific_notation:department_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:payer_id(,|$)')) then ',scientific_notation:payer_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:transaction_id(,|$)')) then ',unmapped:transaction_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:patient_id(,|$)')) then ',unmapped:patient_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:encounter_id(,|$)')) then ',unmapped:encounter_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:provider_id(,|$)')) then ',unmapped:provider_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:department_id(,|$)')) then ',unmapped:department_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:service_date(,|$)')) then ',unmapped:service_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:claim_date(,|$)')) then ',unmapped:claim_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:adjudication_date(,|$)')) then ',unmapped:adjudication_date' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:payer_id(,|$)')) then ',unmapped:payer_id' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:claim_status(,|$)')) then ',unmapped:claim_status' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:payer_type(,|$)')) then ',unmapped:payer_type' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:inserted_at(,|$)')) then ',unmapped:inserted_at' else '' end,
          case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)')) then ',unmapped:modified_at' else '' end,
          case when not coalesce("patient_id" is not null or _notes is not null and regexp_matches(_notes, '(^|,)absent:patient_id(,|$)'), false) then ',patient_present' else '' end,
          case when not coalesce("claim_status" in ('Pending', 'Approved', 'Paid', 'Denied', 'Rejected', 'Voided', 'Reversed', 'Replaced'), false) then ',status_known' else '' end,
          case when not coalesce("service_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',service_date_plausible' else '' end,
          case when not coalesce("claim_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',claim_date_plausible' else '' end,
          case when not coalesce("adjudication_date" is null or "adjudication_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',adjudication_date_plausible' else '' end, ''), 2) end as broken from "bronze_hospital_a"."claims" e where e._run_id in (select "run_id"
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
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by "claim_id") < 3 then concat(values_text, coalesce(_unreadable, '')) else _row_hash end) as content, coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') as is_stated, min(case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') then _source_ts end) over (partition by "claim_id" order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) as stated_later
  from events
),
timed as (
  select *, case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end as begins_at from described
),
moments as (
  select *, row_number() over (partition by "claim_id", begins_at order by _taken_at desc, _run_id desc, _seq desc) as recency
  from timed
),
compared as (
  select *, lag(content) over (partition by "claim_id" order by begins_at) as content_before
  from moments where recency = 1
),
changes as (
  select * from compared where content_before is null or content_before <> content
),
ended as (
  select *, lead(begins_at) over (partition by "claim_id" order by begins_at) as ended_at from changes
)
      select c."claim_id" as "of_claim_id", begins_at, ended_at, _op, _taken_at, _run_id, _seq, _row_hash, values_text, case when is_stated then row_warnings when row_warnings is null then 'source_time_implausible' else concat(row_warnings, ',', 'source_time_implausible') end as _warnings
      from ended c;
