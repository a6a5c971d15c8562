-- Generated from the code; npm run docs writes it again.
select
  `hospital_id`,
  `provider_key`,
  `provider_id`,
  `department_key`,
  `department_id`,
  `group_department_id`,
  `payer_key`,
  `payer_id`,
  `source_payer_id`,
  `service_year`,
  `claim_year`,
  `adjudication_year`,
  `claim_status`,
  `payer_type`,
  `claim_amount`,
  `paid_amount`,
  `patient_responsibility`,
  `is_reversed`,
  `patient_gender`,
  `patient_birth_year`
from `sunrise-rcm-prod`.`reporting`.`fact_claims`
where `hospital_id` = 'hospital-a';
