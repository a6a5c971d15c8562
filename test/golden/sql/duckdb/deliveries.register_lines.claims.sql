-- Generated from the code; npm run docs writes it again.
insert into "ops"."deliveries" ("run_id", "hospital_id", "table_name", "delivery", "measure", "step", "total_read", "total_accepted", "total_held", "total_superseded", "total_equal")
with staged_rows as (
  select *, row_number() over (partition by _source_file, _source_line order by _seq desc) as reading, concat(concat(coalesce(concat(cast(length("claim_id") as varchar), ':', "claim_id"), '-'), coalesce(concat(cast(length("transaction_id") as varchar), ':', "transaction_id"), '-'), coalesce(concat(cast(length("patient_id") as varchar), ':', "patient_id"), '-'), coalesce(concat(cast(length("encounter_id") as varchar), ':', "encounter_id"), '-'), coalesce(concat(cast(length("provider_id") as varchar), ':', "provider_id"), '-'), coalesce(concat(cast(length("department_id") as varchar), ':', "department_id"), '-'), coalesce(concat(cast(length(cast("service_date" as varchar)) as varchar), ':', cast("service_date" as varchar)), '-'), coalesce(concat(cast(length(cast("claim_date" as varchar)) as varchar), ':', cast("claim_date" as varchar)), '-'), coalesce(concat(cast(length(cast("adjudication_date" as varchar)) as varchar), ':', cast("adjudication_date" as varchar)), '-'), coalesce(concat(cast(length("payer_id") as varchar), ':', "payer_id"), '-'), coalesce(concat(cast(length("claim_status") as varchar), ':', "claim_status"), '-'), coalesce(concat(cast(length("payer_type") as varchar), ':', "payer_type"), '-'), ''), concat(cast(length(strftime(_source_ts, '%Y-%m-%d %H:%M:%S.%f')) as varchar), ':', strftime(_source_ts, '%Y-%m-%d %H:%M:%S.%f'))) as content
  from "staging"."hospital_a__claims" s where _run_id = $run_id
),
compared_lines as (
  select *, "claim_id" is not null and (min(content) over (partition by "claim_id", _source_file) <> max(content) over (partition by "claim_id", _source_file) or (count(*) over (partition by "claim_id", _source_file) > 1 and (count("claim_amount") over (partition by "claim_id", _source_file) < count(*) over (partition by "claim_id", _source_file) or count("paid_amount") over (partition by "claim_id", _source_file) < count(*) over (partition by "claim_id", _source_file) or max(_unreadable) over (partition by "claim_id", _source_file) is not null))) as is_conflicting, min(case when reading = 1 then _seq end) over (partition by "claim_id", _source_file) as first_seq, "claim_id" is not null as has_key from staged_rows
),
delivered_rows as (
  select *, case when reading > 1 then 0 when is_conflicting or not has_key then _seq else first_seq end as event_seq from compared_lines
),
added as (
  select event_seq, count(*) as _lines, string_agg(_notes, ',') as _notes, sum("claim_amount") as "claim_amount", sum("paid_amount") as "paid_amount", sum("deductible") as "deductible", sum("coinsurance") as "coinsurance", sum("copay") as "copay"
  from delivered_rows group by event_seq
),
summed as (
  select d."claim_id", d."transaction_id", d."patient_id", d."encounter_id", d."provider_id", d."department_id", d."service_date", d."claim_date", d."adjudication_date", d."payer_id", d."claim_status", d."payer_type", d."inserted_at", d."modified_at", d."hospital_id", d."_run_id", d."_op", d."_source_ts", d."_source_time_kind", d."_seq", d."_source_file", d."_source_line", d._row_hash as line_hash, d._hash_version as line_hash_version,
    a."claim_amount", a."paid_amount", a."deductible", a."coinsurance", a."copay", a._notes as line_notes, d._unreadable, a._lines, d.is_conflicting, d.event_seq
  from delivered_rows d join added a on a.event_seq = d.event_seq
  where d._seq = d.event_seq
),
lines_of as (
  select "claim_id" as "before_claim_id", sum(coalesce(_lines, 1)) as lines_before,
    row_number() over (partition by "claim_id" order by max(_taken_at) desc, _run_id desc, max(_seq) desc) as age
  from "bronze_hospital_a"."claims" b where _op = 'U' and _run_id <> $run_id
  group by "claim_id", _run_id, _source_file
),
delivered as (
  select d.*, case when _lines = 1 then line_hash else sha256(concat(concat(coalesce(concat(cast(length("claim_id") as varchar), ':', "claim_id"), '-'), coalesce(concat(cast(length("transaction_id") as varchar), ':', "transaction_id"), '-'), coalesce(concat(cast(length("patient_id") as varchar), ':', "patient_id"), '-'), coalesce(concat(cast(length("encounter_id") as varchar), ':', "encounter_id"), '-'), coalesce(concat(cast(length("provider_id") as varchar), ':', "provider_id"), '-'), coalesce(concat(cast(length("department_id") as varchar), ':', "department_id"), '-'), coalesce(concat(cast(length(cast("service_date" as varchar)) as varchar), ':', cast("service_date" as varchar)), '-'), coalesce(concat(cast(length(cast("claim_date" as varchar)) as varchar), ':', cast("claim_date" as varchar)), '-'), coalesce(concat(cast(length(cast("adjudication_date" as varchar)) as varchar), ':', cast("adjudication_date" as varchar)), '-'), coalesce(concat(cast(length("payer_id") as varchar), ':', "payer_id"), '-'), coalesce(concat(cast(length(cast("claim_amount" as varchar)) as varchar), ':', cast("claim_amount" as varchar)), '-'), coalesce(concat(cast(length(cast("paid_amount" as varchar)) as varchar), ':', cast("paid_amount" as varchar)), '-'), coalesce(concat(cast(length("claim_status") as varchar), ':', "claim_status"), '-'), coalesce(concat(cast(length("payer_type") as varchar), ':', "payer_type"), '-'), coalesce(concat(cast(length(cast("deductible" as varchar)) as varchar), ':', cast("deductible" as varchar)), '-'), coalesce(concat(cast(length(cast("coinsurance" as varchar)) as varchar), ':', cast("coinsurance" as varchar)), '-'), coalesce(concat(cast(length(cast("copay" as varchar)) as varchar), ':', cast("copay" as varchar)), '-'), ''), coalesce(_unreadable, ''))) end as _row_hash,
    case when _lines = 1 then line_hash_version else 0 end as _hash_version,
    case when coalesce(l.lines_before, 0) <= _lines then line_notes when line_notes is null then 'fewer_lines:claim_id' else concat(line_notes, ',', 'fewer_lines:claim_id') end as _notes
  from summed d left join lines_of l on l.age = 1 and l."before_claim_id" = d."claim_id"
),
said as (
  select 'file' as "delivery", 0 as "row_count"
),
staged as (
  select coalesce(_source_file, 'snapshot') as delivery, count(*) as row_count, sum("claim_amount") as "claim_amount", sum("paid_amount") as "paid_amount", sum("deductible") as "deductible", sum("coinsurance") as "coinsurance", sum("copay") as "copay" from delivered_rows s group by coalesce(_source_file, 'snapshot')
),
accepted as (
  select coalesce(_source_file, 'snapshot') as delivery, sum(coalesce(_lines, 1)) as row_count, sum("claim_amount") as "claim_amount", sum("paid_amount") as "paid_amount", sum("deductible") as "deductible", sum("coinsurance") as "coinsurance", sum("copay") as "copay" from "bronze_hospital_a"."claims" b where _run_id = $run_id and _op = 'U' group by coalesce(_source_file, 'snapshot')
),
lines as (
  select _run_id as line_run, coalesce(_source_file, 'snapshot') as line_delivery, count(*) as line_count from "quarantine"."claims" q
  where hospital_id = $hospital_id and _raw_line is not null and _run_id = $run_id
  group by _run_id, coalesce(_source_file, 'snapshot')
),
left_out as (
  select s.* from delivered_rows s left join (select _seq as taken_seq from "bronze_hospital_a"."claims" b where _run_id = $run_id and _op = 'U') t on t.taken_seq = s.event_seq where t.taken_seq is null
),
copies as (
  select s.* from left_out s left join (select _seq as copied_seq, _row_hash as copied_hash from delivered) v on v.copied_seq = s.event_seq
  where s.event_seq = 0 or v.copied_hash in (select _row_hash from "bronze_hospital_a"."claims" b where _op = 'U')
),
equal_copies as (
  select coalesce(_source_file, 'snapshot') as delivery, count(*) as row_count, sum("claim_amount") as "claim_amount", sum("paid_amount") as "paid_amount", sum("deductible") as "deductible", sum("coinsurance") as "coinsurance", sum("copay") as "copay" from copies s group by coalesce(_source_file, 'snapshot')
),
counted as (
  select d.delivery as "delivery", 'rows' as "measure", cast(d.row_count as decimal(38, 9)) as "total_read", cast(coalesce(a."row_count", 0) as decimal(38, 9)) as "total_accepted", cast(coalesce(l.line_count, 0) as decimal(38, 9)) as "total_held", cast(coalesce(e."row_count", 0) as decimal(38, 9)) as "total_equal"
  from said d left join staged r on r.delivery = d.delivery left join accepted a on a.delivery = d.delivery left join equal_copies e on e.delivery = d.delivery
                left join lines l on l.line_delivery = d.delivery
  union all
  select d.delivery as "delivery", 'claim_amount' as "measure", cast(coalesce(r."claim_amount", 0) as decimal(38, 9)) as "total_read", cast(coalesce(a."claim_amount", 0) as decimal(38, 9)) as "total_accepted", cast(0 as decimal(38, 9)) as "total_held", cast(coalesce(e."claim_amount", 0) as decimal(38, 9)) as "total_equal"
  from said d left join staged r on r.delivery = d.delivery left join accepted a on a.delivery = d.delivery left join equal_copies e on e.delivery = d.delivery
                left join lines l on l.line_delivery = d.delivery
  union all
  select d.delivery as "delivery", 'paid_amount' as "measure", cast(coalesce(r."paid_amount", 0) as decimal(38, 9)) as "total_read", cast(coalesce(a."paid_amount", 0) as decimal(38, 9)) as "total_accepted", cast(0 as decimal(38, 9)) as "total_held", cast(coalesce(e."paid_amount", 0) as decimal(38, 9)) as "total_equal"
  from said d left join staged r on r.delivery = d.delivery left join accepted a on a.delivery = d.delivery left join equal_copies e on e.delivery = d.delivery
                left join lines l on l.line_delivery = d.delivery
  union all
  select d.delivery as "delivery", 'deductible' as "measure", cast(coalesce(r."deductible", 0) as decimal(38, 9)) as "total_read", cast(coalesce(a."deductible", 0) as decimal(38, 9)) as "total_accepted", cast(0 as decimal(38, 9)) as "total_held", cast(coalesce(e."deductible", 0) as decimal(38, 9)) as "total_equal"
  from said d left join staged r on r.delivery = d.delivery left join accepted a on a.delivery = d.delivery left join equal_copies e on e.delivery = d.delivery
                left join lines l on l.line_delivery = d.delivery
  union all
  select d.delivery as "delivery", 'coinsurance' as "measure", cast(coalesce(r."coinsurance", 0) as decimal(38, 9)) as "total_read", cast(coalesce(a."coinsurance", 0) as decimal(38, 9)) as "total_accepted", cast(0 as decimal(38, 9)) as "total_held", cast(coalesce(e."coinsurance", 0) as decimal(38, 9)) as "total_equal"
  from said d left join staged r on r.delivery = d.delivery left join accepted a on a.delivery = d.delivery left join equal_copies e on e.delivery = d.delivery
                left join lines l on l.line_delivery = d.delivery
  union all
  select d.delivery as "delivery", 'copay' as "measure", cast(coalesce(r."copay", 0) as decimal(38, 9)) as "total_read", cast(coalesce(a."copay", 0) as decimal(38, 9)) as "total_accepted", cast(0 as decimal(38, 9)) as "total_held", cast(coalesce(e."copay", 0) as decimal(38, 9)) as "total_equal"
  from said d left join staged r on r.delivery = d.delivery left join accepted a on a.delivery = d.delivery left join equal_copies e on e.delivery = d.delivery
                left join lines l on l.line_delivery = d.delivery
)
select
  $run_id as "run_id",
  $hospital_id as "hospital_id",
  $table_name as "table_name",
  "delivery",
  "measure",
  'load' as "step",
  "total_read",
  "total_accepted",
  "total_held",
  cast(0 as decimal(38, 9)) as "total_superseded",
  "total_equal"
from counted;
