-- Generated from the code; npm run docs writes it again.
select
  source.`hospital_id` as `hospital_id`,
  source.`provider_key` as `provider_key`,
  source.`provider_id` as `provider_id`,
  source.`department_key` as `department_key`,
  source.`department_id` as `department_id`,
  source.`group_department_id` as `group_department_id`,
  source.`payer_key` as `payer_key`,
  source.`payer_id` as `payer_id`,
  source.`source_payer_id` as `source_payer_id`,
  source.`cpt_key` as `cpt_key`,
  source.`procedure_code` as `procedure_code`,
  source.`icd_key` as `icd_key`,
  source.`icd_code` as `icd_code`,
  extract(year from source.`service_date`) as `service_year`,
  extract(year from source.`paid_date`) as `paid_year`,
  source.`line_of_business` as `line_of_business`,
  source.`amount` as `amount`,
  source.`paid_amount` as `paid_amount`,
  source.`balance` as `balance`,
  patient.`gender` as `patient_gender`,
  greatest(patient.`birth_year`, extract(year from current_date('UTC')) - 90) as `patient_birth_year`
from `sunrise-rcm-prod`.`gold`.`fact_transactions` as source
left join `sunrise-rcm-prod`.`gold`.`dim_patient` as patient
  on patient.`patient_key` = source.`patient_key`;
