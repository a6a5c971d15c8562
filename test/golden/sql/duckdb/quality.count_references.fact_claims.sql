-- Generated from the code; npm run docs writes it again.
insert into "ops"."quality_results" ("run_id", "hospital_id", "table_name", "rule_id", "severity", "rows_checked", "rows_failed")
with counted as (
  select "hospital_id", 'known_patient' as "rule_id", count(*) as "rows_checked", sum(case when "patient_key" = 'unknown' then 1 else 0 end) as "rows_failed"
  from "gold"."fact_claims" f where "patient_id" is not null group by hospital_id
  union all
  select "hospital_id", 'known_provider' as "rule_id", count(*) as "rows_checked", sum(case when "provider_key" = 'unknown' then 1 else 0 end) as "rows_failed"
  from "gold"."fact_claims" f where "provider_id" is not null group by hospital_id
  union all
  select "hospital_id", 'known_department' as "rule_id", count(*) as "rows_checked", sum(case when "department_key" = 'unknown' then 1 else 0 end) as "rows_failed"
  from "gold"."fact_claims" f where "department_id" is not null group by hospital_id
  union all
  select "hospital_id", 'known_payer' as "rule_id", count(*) as "rows_checked", sum(case when "payer_key" = 'unknown' then 1 else 0 end) as "rows_failed"
  from "gold"."fact_claims" f where "payer_id" is not null group by hospital_id
  union all
  select "hospital_id", 'known_date' as "rule_id", count(*) as "rows_checked", sum(case when "service_date_key" = 'unknown' then 1 else 0 end) as "rows_failed"
  from "gold"."fact_claims" f where "service_date" is not null group by hospital_id
  union all
  select f.hospital_id as "hospital_id", 'id_spelling_patient' as "rule_id", count(*) as "rows_checked", sum(case when f."patient_id" <> s."patient_id" then 1 else 0 end) as "rows_failed"
  from "gold"."fact_claims" f join "silver"."claims" s
    on s.hospital_id = f.hospital_id and s."claim_id" = f."claim_id" and s.is_current
  where f."patient_id" is not null group by f.hospital_id
  union all
  select f.hospital_id as "hospital_id", 'id_spelling_provider' as "rule_id", count(*) as "rows_checked", sum(case when f."provider_id" <> s."provider_id" then 1 else 0 end) as "rows_failed"
  from "gold"."fact_claims" f join "silver"."claims" s
    on s.hospital_id = f.hospital_id and s."claim_id" = f."claim_id" and s.is_current
  where f."provider_id" is not null group by f.hospital_id
  union all
  select f.hospital_id as "hospital_id", 'id_spelling_department' as "rule_id", count(*) as "rows_checked", sum(case when f."department_id" <> s."department_id" then 1 else 0 end) as "rows_failed"
  from "gold"."fact_claims" f join "silver"."claims" s
    on s.hospital_id = f.hospital_id and s."claim_id" = f."claim_id" and s.is_current
  where f."department_id" is not null group by f.hospital_id
  union all
  select f.hospital_id as "hospital_id", 'known_encounter' as "rule_id", count(*) as "rows_checked", sum(case when e.encounter_id is null then 1 else 0 end) as "rows_failed"
  from "gold"."fact_claims" f
  left join (select distinct hospital_id, upper(rtrim(encounter_id, ' ')) as encounter_id from "gold"."fact_encounters" k) e
    on e.hospital_id = f.hospital_id and e.encounter_id = upper(rtrim(f.encounter_id, ' '))
  where f.encounter_id is not null group by f.hospital_id
  union all
  select f.hospital_id as "hospital_id", 'unmapped_department' as "rule_id", count(*) as "rows_checked", sum(case when l.line_count = 0 or f.group_department_id is not null then 0 else 1 end) as "rows_failed"
  from "gold"."fact_claims" f cross join (select count(*) as line_count from (select group_id from "gold"."group_lookup" g where kind = 'department') g) l
  where f."department_id" is not null group by f.hospital_id
  union all
  select f.hospital_id as "hospital_id", 'unmapped_payer' as "rule_id", count(*) as "rows_checked", sum(case when l.line_count = 0 or f.payer_id in (select group_id from "gold"."group_lookup" g where kind = 'payer') then 0 else 1 end) as "rows_failed"
  from "gold"."fact_claims" f cross join (select count(*) as line_count from (select group_id from "gold"."group_lookup" g where kind = 'payer') g) l
  where f."payer_id" is not null group by f.hospital_id
  union all
  select "hospital_id", 'id_spelling_claims' as "rule_id", sum(spellings) as "rows_checked", sum(case when spellings > 1 then spellings else 0 end) as "rows_failed"
  from (select hospital_id, upper(rtrim("claim_id", ' ')) as canonical_id, count(*) as spellings from "gold"."fact_claims" f group by hospital_id, upper(rtrim("claim_id", ' '))) t
  group by hospital_id
)
select
  'run' as "run_id",
  "hospital_id",
  'fact_claims' as "table_name",
  "rule_id",
  'warning' as "severity",
  "rows_checked",
  cast(rows_failed as bigint) as "rows_failed"
from counted;
