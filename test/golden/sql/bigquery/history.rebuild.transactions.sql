-- Generated from the code; npm run docs writes it again.
insert into `silver`.`transactions` (`hospital_id`, `transaction_id`, `encounter_id`, `patient_id`, `provider_id`, `department_id`, `visit_date`, `service_date`, `paid_date`, `visit_type`, `amount`, `amount_type`, `paid_amount`, `claim_id`, `payer_id`, `procedure_code`, `icd_code`, `line_of_business`, `medicaid_id`, `medicare_id`, `inserted_at`, `modified_at`, `valid_from`, `valid_to`, `is_current`, `known_from`, `_row_hash`, `_run_id`, `_warnings`)
with missing as (
  select w.* from history_versions w
  where w._op = 'U' and not exists (
    select 1 from `silver`.`transactions` v
    where v.hospital_id = @hospital_id and w.`of_transaction_id` = v.`transaction_id` and w.begins_at = v.valid_from)
)
select
  @hospital_id as `hospital_id`,
  e.`transaction_id`,
  e.`encounter_id`,
  e.`patient_id`,
  e.`provider_id`,
  e.`department_id`,
  e.`visit_date`,
  e.`service_date`,
  e.`paid_date`,
  e.`visit_type`,
  e.`amount`,
  e.`amount_type`,
  e.`paid_amount`,
  e.`claim_id`,
  e.`payer_id`,
  e.`procedure_code`,
  e.`icd_code`,
  e.`line_of_business`,
  e.`medicaid_id`,
  e.`medicare_id`,
  e.`inserted_at`,
  e.`modified_at`,
  m.begins_at as `valid_from`,
  m.ended_at as `valid_to`,
  m.ended_at is null as `is_current`,
  @known_at as `known_from`,
  e.`_row_hash`,
  e.`_run_id`,
  m._warnings as `_warnings`
from `bronze_hospital_a`.`transactions` e
join missing m on m._run_id = e._run_id and m._seq = e._seq and m._taken_at = e._taken_at and m.`of_transaction_id` = e.`transaction_id`;
