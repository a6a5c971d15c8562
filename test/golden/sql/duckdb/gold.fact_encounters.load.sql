-- Generated from the code; npm run docs writes it again.
insert into "gold"."fact_encounters" ("hospital_id", "encounter_id", "patient_key", "patient_id", "provider_key", "provider_id", "department_key", "department_id", "group_department_id", "cpt_key", "procedure_code", "encounter_date_key", "encounter_date", "encounter_type")
with spelled_patient as (
  select "hospital_id", upper(rtrim("patient_id", ' ')) as "canonical_id", coalesce(min(case when is_current then "patient_id" end), min("patient_id")) as "spelling"
  from "gold"."dim_patient" d where "patient_id" is not null group by hospital_id, upper(rtrim("patient_id", ' '))
  having count(distinct case when is_current then "patient_id" end) = 1 or count(distinct "patient_id") = 1
),
spelled_provider as (
  select "hospital_id", upper(rtrim("provider_id", ' ')) as "canonical_id", coalesce(min(case when is_current then "provider_id" end), min("provider_id")) as "spelling"
  from "gold"."dim_provider" d where "provider_id" is not null group by hospital_id, upper(rtrim("provider_id", ' '))
  having count(distinct case when is_current then "provider_id" end) = 1 or count(distinct "provider_id") = 1
),
spelled_department as (
  select "hospital_id", upper(rtrim("department_id", ' ')) as "canonical_id", coalesce(min(case when is_current then "department_id" end), min("department_id")) as "spelling"
  from "gold"."dim_department" d where "department_id" is not null group by hospital_id, upper(rtrim("department_id", ' '))
  having count(distinct case when is_current then "department_id" end) = 1 or count(distinct "department_id") = 1
)
select
  s."hospital_id",
  s."encounter_id",
  coalesce(d0."patient_key", 'unknown') as "patient_key",
  coalesce(d0s.spelling, s."patient_id") as "patient_id",
  coalesce(d1."provider_key", 'unknown') as "provider_key",
  coalesce(d1s.spelling, s."provider_id") as "provider_id",
  coalesce(d2."department_key", 'unknown') as "department_key",
  coalesce(d2s.spelling, s."department_id") as "department_id",
  d2g.group_id as "group_department_id",
  coalesce(d3."cpt_key", 'unknown') as "cpt_key",
  s."procedure_code",
  coalesce(d4."date_key", 'unknown') as "encounter_date_key",
  s."encounter_date",
  s."encounter_type"
from "silver"."encounters" s
left join spelled_patient d0s on d0s.hospital_id = s.hospital_id and d0s.canonical_id = upper(rtrim(s."patient_id", ' '))
left join "gold"."dim_patient" d0 on d0."patient_id" = coalesce(d0s.spelling, s."patient_id") and d0.hospital_id = s.hospital_id and d0.effective_from <= cast(s."encounter_date" as timestamp) and coalesce(d0.effective_to, timestamp '9999-12-31 00:00:00.000000') > cast(s."encounter_date" as timestamp)
left join spelled_provider d1s on d1s.hospital_id = s.hospital_id and d1s.canonical_id = upper(rtrim(s."provider_id", ' '))
left join "gold"."dim_provider" d1 on d1."provider_id" = coalesce(d1s.spelling, s."provider_id") and d1.hospital_id = s.hospital_id and d1.effective_from <= cast(s."encounter_date" as timestamp) and coalesce(d1.effective_to, timestamp '9999-12-31 00:00:00.000000') > cast(s."encounter_date" as timestamp)
left join spelled_department d2s on d2s.hospital_id = s.hospital_id and d2s.canonical_id = upper(rtrim(s."department_id", ' '))
left join "gold"."group_lookup" d2g on d2g.kind = 'department' and d2g.hospital_id = s.hospital_id and d2g.source_id = trim(coalesce(d2s.spelling, s."department_id"), ' ')
left join "gold"."dim_department" d2 on d2."department_id" = coalesce(d2s.spelling, s."department_id") and d2.hospital_id = s.hospital_id and d2.effective_from <= cast(s."encounter_date" as timestamp) and coalesce(d2.effective_to, timestamp '9999-12-31 00:00:00.000000') > cast(s."encounter_date" as timestamp)
left join "gold"."dim_cpt_code" d3 on upper(trim(d3."procedure_code")) = upper(trim(s."procedure_code"))
left join "gold"."dim_date" d4 on d4."day" = s."encounter_date"
where s.is_current;
