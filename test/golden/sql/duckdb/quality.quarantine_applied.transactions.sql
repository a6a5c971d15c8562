-- Generated from the code; npm run docs writes it again.
insert into "quarantine"."transactions" ("hospital_id", "transaction_id", "encounter_id", "patient_id", "provider_id", "department_id", "visit_date", "service_date", "paid_date", "visit_type", "amount", "amount_type", "paid_amount", "claim_id", "payer_id", "procedure_code", "icd_code", "line_of_business", "medicaid_id", "medicare_id", "inserted_at", "modified_at", "_run_id", "_op", "_source_ts", "_seq", "_row_hash", "_unreadable", "_source_file", "_source_line", _rule_ids)
with judged as (
  select "hospital_id", "transaction_id", "encounter_id", "patient_id", "provider_id", "department_id", "visit_date", "service_date", "paid_date", "visit_type", "amount", "amount_type", "paid_amount", "claim_id", "payer_id", "procedure_code", "icd_code", "line_of_business", "medicaid_id", "medicare_id", "inserted_at", "modified_at", "_run_id", "_op", "_source_ts", "_seq", "_row_hash", "_unreadable", "_source_file", "_source_line",
    nullif(substr(concat(case when ("transaction_id" is null) then ',required:transaction_id' else '' end,
    case when ("service_date" is null) then ',required:service_date' else '' end,
    case when ("amount" is null) then ',required:amount' else '' end,
    case when ("paid_amount" is null) then ',required:paid_amount' else '' end,
    case when (_unreadable is not null and regexp_matches(_unreadable, '"visit_date" *:')) then ',unreadable:visit_date' else '' end,
    case when (_unreadable is not null and regexp_matches(_unreadable, '"service_date" *:')) then ',unreadable:service_date' else '' end,
    case when (_unreadable is not null and regexp_matches(_unreadable, '"paid_date" *:')) then ',unreadable:paid_date' else '' end,
    case when (_unreadable is not null and regexp_matches(_unreadable, '"amount" *:')) then ',unreadable:amount' else '' end,
    case when (_unreadable is not null and regexp_matches(_unreadable, '"paid_amount" *:')) then ',unreadable:paid_amount' else '' end,
    case when (_unreadable is not null and regexp_matches(_unreadable, '"inserted_at" *:')) then ',unreadable:inserted_at' else '' end,
    case when (_unreadable is not null and regexp_matches(_unreadable, '"modified_at" *:')) then ',unreadable:modified_at' else '' end,
    case when not coalesce("amount" >= 0, false) then ',amount_not_negative' else '' end,
    case when not coalesce("paid_amount" >= 0, false) then ',paid_not_negative' else '' end,
    case when not coalesce("service_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',service_date_plausible' else '' end,
    case when not coalesce("paid_date" is null or "paid_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',paid_date_plausible' else '' end, ''), 2), '') as _rule_ids
  from "bronze_hospital_a"."transactions" b
  where _op = 'U' and _run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null)
)
select "hospital_id", "transaction_id", "encounter_id", "patient_id", "provider_id", "department_id", "visit_date", "service_date", "paid_date", "visit_type", "amount", "amount_type", "paid_amount", "claim_id", "payer_id", "procedure_code", "icd_code", "line_of_business", "medicaid_id", "medicare_id", "inserted_at", "modified_at", "_run_id", "_op", "_source_ts", "_seq", "_row_hash", "_unreadable", "_source_file", "_source_line", _rule_ids from judged where _rule_ids is not null;
