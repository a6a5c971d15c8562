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
  `cpt_key`,
  `procedure_code`,
  `icd_key`,
  `icd_code`,
  `service_year`,
  `paid_year`,
  `line_of_business`,
  `amount`,
  `paid_amount`,
  `balance`,
  `patient_gender`,
  `patient_birth_year`
from `sunrise-rcm-prod`.`reporting`.`fact_transactions`
where `hospital_id` = 'hospital-a';
