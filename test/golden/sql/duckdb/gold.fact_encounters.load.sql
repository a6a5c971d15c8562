-- Generated from the code; npm run docs writes it again.
insert into "gold"."fact_encounters" ("hospital_id", "encounter_id", "patient_key", "patient_id", "provider_key", "provider_id", "department_key", "department_id", "cpt_key", "procedure_code", "encounter_date_key", "encounter_date", "encounter_type")
select
  s."hospital_id",
  s."encounter_id",
  coalesce(d0."patient_key", 'unknown') as "patient_key",
  s."patient_id",
  coalesce(d1."provider_key", 'unknown') as "provider_key",
  s."provider_id",
  coalesce(d2."department_key", 'unknown') as "department_key",
  s."department_id",
  coalesce(d3."cpt_key", 'unknown') as "cpt_key",
  s."procedure_code",
  coalesce(d4."date_key", 'unknown') as "encounter_date_key",
  s."encounter_date",
  s."encounter_type"
from "silver"."encounters" s
left join "gold"."dim_patient" d0 on d0."patient_id" = s."patient_id" and d0.hospital_id = s.hospital_id and d0.effective_from <= cast(s."encounter_date" as timestamp) and (d0.effective_to is null or d0.effective_to > cast(s."encounter_date" as timestamp))
left join "gold"."dim_provider" d1 on d1."provider_id" = s."provider_id" and d1.hospital_id = s.hospital_id and d1.effective_from <= cast(s."encounter_date" as timestamp) and (d1.effective_to is null or d1.effective_to > cast(s."encounter_date" as timestamp))
left join "gold"."dim_department" d2 on d2."department_id" = s."department_id" and d2.hospital_id = s.hospital_id and d2.effective_from <= cast(s."encounter_date" as timestamp) and (d2.effective_to is null or d2.effective_to > cast(s."encounter_date" as timestamp))
left join "gold"."dim_cpt_code" d3 on d3."procedure_code" = s."procedure_code"
left join "gold"."dim_date" d4 on d4."day" = s."encounter_date"
where s.is_current;
