-- Generated from the code; npm run docs writes it again.
select
  source.`hospital_id` as `hospital_id`,
  source.`provider_key` as `provider_key`,
  source.`provider_id` as `provider_id`,
  source.`department_key` as `department_key`,
  source.`department_id` as `department_id`,
  source.`group_department_id` as `group_department_id`,
  source.`cpt_key` as `cpt_key`,
  source.`procedure_code` as `procedure_code`,
  extract(year from source.`encounter_date`) as `encounter_year`,
  source.`encounter_type` as `encounter_type`,
  patient.`gender` as `patient_gender`,
  greatest(patient.`birth_year`, extract(year from current_date('UTC')) - 90) as `patient_birth_year`
from `sunrise-rcm-prod`.`gold`.`fact_encounters` as source
left join `sunrise-rcm-prod`.`gold`.`dim_patient` as patient
  on patient.`patient_key` = source.`patient_key`;
