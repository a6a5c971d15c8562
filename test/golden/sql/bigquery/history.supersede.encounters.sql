-- Generated from the code; npm run docs writes it again.
insert into `silver`.`encounters__superseded` (`hospital_id`, `encounter_id`, `patient_id`, `encounter_date`, `encounter_type`, `provider_id`, `department_id`, `procedure_code`, `inserted_at`, `modified_at`, `valid_from`, `valid_to`, `is_current`, `known_from`, `_row_hash`, `_run_id`, `_warnings`, `known_to`)
select
  v.`hospital_id`,
  v.`encounter_id`,
  v.`patient_id`,
  v.`encounter_date`,
  v.`encounter_type`,
  v.`provider_id`,
  v.`department_id`,
  v.`procedure_code`,
  v.`inserted_at`,
  v.`modified_at`,
  v.`valid_from`,
  v.`valid_to`,
  v.`is_current`,
  v.`known_from`,
  v.`_row_hash`,
  v.`_run_id`,
  v.`_warnings`,
  @known_at as `known_to`
from `silver`.`encounters` v
where v.hospital_id = @hospital_id and exists (select 1 from history_replaced r where r.`of_encounter_id` = v.`encounter_id` and r.begins_at = v.valid_from);
