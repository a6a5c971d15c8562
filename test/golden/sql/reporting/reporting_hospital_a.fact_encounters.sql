-- Generated from the code; npm run docs writes it again.
select
  `hospital_id`,
  `provider_key`,
  `provider_id`,
  `department_key`,
  `department_id`,
  `group_department_id`,
  `cpt_key`,
  `procedure_code`,
  `encounter_year`,
  `encounter_type`,
  `patient_gender`,
  `patient_birth_year`
from `sunrise-rcm-prod`.`reporting`.`fact_encounters`
where `hospital_id` = 'hospital-a';
