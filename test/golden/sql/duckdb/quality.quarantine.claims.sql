-- Generated from the code; npm run docs writes it again.
insert into "quarantine"."claims" ("hospital_id", "claim_id", "transaction_id", "patient_id", "encounter_id", "provider_id", "department_id", "service_date", "claim_date", "adjudication_date", "payer_id", "claim_amount", "paid_amount", "claim_status", "payer_type", "deductible", "coinsurance", "copay", "inserted_at", "modified_at", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_rule_ids", "_shape", "_conflicts_with")
with discarded_rows as (
  select concat(run_id, ':', cast(seq as varchar)) as discarded from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'claims' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'discarded'
),
judged as (
  select "hospital_id", "claim_id", "transaction_id", "patient_id", "encounter_id", "provider_id", "department_id", "service_date", "claim_date", "adjudication_date", "payer_id", "claim_amount", "paid_amount", "claim_status", "payer_type", "deductible", "coinsurance", "copay", "inserted_at", "modified_at", "_run_id", "_op", "_source_ts", "_source_time_kind", "_seq", "_row_hash", "_hash_version", "_unreadable", "_notes", "_source_file", "_source_line", "_conflicting", case when (coalesce(_conflicting, false))
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
          case when not coalesce("adjudication_date" is null or "adjudication_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',adjudication_date_plausible' else '' end, ''), 2) end as "_rule_ids"
  from "bronze_hospital_a"."claims" b where _op = 'U' and _run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null)
),
broken as (
  select *, case when coalesce(_conflicting, false) then min(_seq) over (partition by _run_id, _source_file, coalesce(_conflicting, false), _source_ts, "claim_id") end as _conflicts_with from judged j
  where _rule_ids is not null or concat(_run_id, ':', cast(_seq as varchar)) in (select discarded from discarded_rows)
)
select
  "hospital_id",
  "claim_id",
  "transaction_id",
  "patient_id",
  "encounter_id",
  "provider_id",
  "department_id",
  "service_date",
  "claim_date",
  "adjudication_date",
  "payer_id",
  "claim_amount",
  "paid_amount",
  "claim_status",
  "payer_type",
  "deductible",
  "coinsurance",
  "copay",
  "inserted_at",
  "modified_at",
  "_run_id",
  "_op",
  "_source_ts",
  "_source_time_kind",
  "_seq",
  "_row_hash",
  "_hash_version",
  "_unreadable",
  "_notes",
  "_source_file",
  "_source_line",
  coalesce(_rule_ids, 'discarded') as "_rule_ids",
  nullif(substr(concat(case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:claim_id)(,|$)') then concat(', claim_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"claim_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"claim_id" *: *"', '', 'g'), '".*$', '', 'g') else "claim_id" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:transaction_id)(,|$)') then concat(', transaction_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"transaction_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"transaction_id" *: *"', '', 'g'), '".*$', '', 'g') else "transaction_id" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:patient_id|patient_present)(,|$)') then concat(', patient_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"patient_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"patient_id" *: *"', '', 'g'), '".*$', '', 'g') else "patient_id" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:encounter_id)(,|$)') then concat(', encounter_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"encounter_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"encounter_id" *: *"', '', 'g'), '".*$', '', 'g') else "encounter_id" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:provider_id)(,|$)') then concat(', provider_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"provider_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"provider_id" *: *"', '', 'g'), '".*$', '', 'g') else "provider_id" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:department_id)(,|$)') then concat(', department_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"department_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"department_id" *: *"', '', 'g'), '".*$', '', 'g') else "department_id" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:service_date|claimed_after_service|service_date_plausible)(,|$)') then concat(', service_date: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"service_date" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"service_date" *: *"', '', 'g'), '".*$', '', 'g') else strftime("service_date", '%Y-%m-%d') end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:claim_date|claimed_after_service|claim_date_plausible)(,|$)') then concat(', claim_date: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"claim_date" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"claim_date" *: *"', '', 'g'), '".*$', '', 'g') else strftime("claim_date", '%Y-%m-%d') end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:adjudication_date|adjudication_date_plausible)(,|$)') then concat(', adjudication_date: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"adjudication_date" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"adjudication_date" *: *"', '', 'g'), '".*$', '', 'g') else strftime("adjudication_date", '%Y-%m-%d') end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:payer_id)(,|$)') then concat(', payer_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"payer_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"payer_id" *: *"', '', 'g'), '".*$', '', 'g') else "payer_id" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:claim_amount|claimed_not_negative|paid_at_most_claimed)(,|$)') then concat(', claim_amount: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"claim_amount" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"claim_amount" *: *"', '', 'g'), '".*$', '', 'g') else case when regexp_matches(cast("claim_amount" as varchar), '\.') then rtrim(rtrim(cast("claim_amount" as varchar), '0'), '.') else cast("claim_amount" as varchar) end end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:paid_amount|paid_not_negative|paid_at_most_claimed)(,|$)') then concat(', paid_amount: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"paid_amount" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"paid_amount" *: *"', '', 'g'), '".*$', '', 'g') else case when regexp_matches(cast("paid_amount" as varchar), '\.') then rtrim(rtrim(cast("paid_amount" as varchar), '0'), '.') else cast("paid_amount" as varchar) end end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:claim_status|status_known)(,|$)') then concat(', claim_status: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"claim_status" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"claim_status" *: *"', '', 'g'), '".*$', '', 'g') else "claim_status" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:payer_type)(,|$)') then concat(', payer_type: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"payer_type" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"payer_type" *: *"', '', 'g'), '".*$', '', 'g') else "payer_type" end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:deductible)(,|$)') then concat(', deductible: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"deductible" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"deductible" *: *"', '', 'g'), '".*$', '', 'g') else case when regexp_matches(cast("deductible" as varchar), '\.') then rtrim(rtrim(cast("deductible" as varchar), '0'), '.') else cast("deductible" as varchar) end end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:coinsurance)(,|$)') then concat(', coinsurance: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"coinsurance" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"coinsurance" *: *"', '', 'g'), '".*$', '', 'g') else case when regexp_matches(cast("coinsurance" as varchar), '\.') then rtrim(rtrim(cast("coinsurance" as varchar), '0'), '.') else cast("coinsurance" as varchar) end end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:copay)(,|$)') then concat(', copay: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"copay" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"copay" *: *"', '', 'g'), '".*$', '', 'g') else case when regexp_matches(cast("copay" as varchar), '\.') then rtrim(rtrim(cast("copay" as varchar), '0'), '.') else cast("copay" as varchar) end end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:inserted_at)(,|$)') then concat(', inserted_at: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"inserted_at" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"inserted_at" *: *"', '', 'g'), '".*$', '', 'g') else strftime("inserted_at", '%Y-%m-%d %H:%M:%S.%f') end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end,
          case when regexp_matches(_rule_ids, '(^|,)([a-z_]+:modified_at|modified_at_plausible)(,|$)') then concat(', modified_at: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_matches(_unreadable, '"modified_at" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\(u[0-9a-fA-F]{4}|.)', '?', 'g'), '^.*"modified_at" *: *"', '', 'g'), '".*$', '', 'g') else strftime("modified_at", '%Y-%m-%d %H:%M:%S.%f') end, '\p{Lu}', 'A', 'g'), '[^\P{L}A]', 'a', 'g'), '\p{Nd}', '9', 'g'), '[^ -~]', '?', 'g'), 1, 24), 'NULL')) else '' end, ''), 3), '') as "_shape",
  "_conflicts_with"
from broken;
