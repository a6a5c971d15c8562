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
  extract(year from source.`service_date`) as `service_year`,
  extract(year from source.`claim_date`) as `claim_year`,
  extract(year from source.`adjudication_date`) as `adjudication_year`,
  source.`claim_status` as `claim_status`,
  source.`payer_type` as `payer_type`,
  source.`claim_amount` as `claim_amount`,
  source.`paid_amount` as `paid_amount`,
  source.`patient_responsibility` as `patient_responsibility`,
  source.`is_reversed` as `is_reversed`,
  patient.`gender` as `patient_gender`,
  greatest(patient.`birth_year`, extract(year from current_date('UTC')) - 90) as `patient_birth_year`
from `sunrise-rcm-prod`.`gold`.`fact_claims` as source
left join `sunrise-rcm-prod`.`gold`.`dim_patient` as patient
  on patient.`patient_key` = source.`patient_key`;
