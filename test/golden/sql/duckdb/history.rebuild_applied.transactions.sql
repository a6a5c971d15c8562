-- Generated from the code; npm run docs writes it again.
insert into "silver"."transactions" ("hospital_id", "transaction_id", "encounter_id", "patient_id", "provider_id", "department_id", "visit_date", "service_date", "paid_date", "visit_type", "amount", "amount_type", "paid_amount", "claim_id", "payer_id", "procedure_code", "icd_code", "line_of_business", "medicaid_id", "medicare_id", "inserted_at", "modified_at", "valid_from", "valid_to", "is_current", "_row_hash", "_run_id", "_warnings")
with moments as (
  select e.*, row_number() over (partition by e."transaction_id", e._source_ts order by _source_ts desc, _taken_at desc, _run_id desc, _seq desc) as recency
  from "bronze_hospital_a"."transactions" e
  where e._run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null) and (e._op <> 'U' or nullif(substr(concat(case when ("transaction_id" is null) then ',required:transaction_id' else '' end,
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
    case when not coalesce("paid_date" is null or "paid_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',paid_date_plausible' else '' end, ''), 2), '') is null)
),
compared as (
  select *, concat(_op, _row_hash) as content,
    lag(concat(_op, _row_hash)) over (partition by "transaction_id" order by _source_ts) as content_before
  from moments where recency = 1
),
versions as (
  select *, lead(_source_ts) over (partition by "transaction_id" order by _source_ts) as ended_at
  from compared where content_before is null or content_before <> content
)
select
  $hospital_id as "hospital_id",
  "transaction_id",
  "encounter_id",
  "patient_id",
  "provider_id",
  "department_id",
  "visit_date",
  "service_date",
  "paid_date",
  "visit_type",
  "amount",
  "amount_type",
  "paid_amount",
  "claim_id",
  "payer_id",
  "procedure_code",
  "icd_code",
  "line_of_business",
  "medicaid_id",
  "medicare_id",
  "inserted_at",
  "modified_at",
  _source_ts as "valid_from",
  ended_at as "valid_to",
  ended_at is null as "is_current",
  "_row_hash",
  "_run_id",
  nullif(substr(concat(case when not coalesce("paid_amount" <= "amount", false) then ',paid_at_most_charged' else '' end,
          case when not coalesce("paid_date" is null or "paid_date" >= "service_date", false) then ',paid_after_service' else '' end,
          case when not coalesce("visit_date" is null or "visit_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then ',visit_date_plausible' else '' end, ''), 2), '') as "_warnings"
from versions where _op = 'U';
