-- Generated from the code; npm run docs writes it again.
insert into `silver`.`providers__superseded` (`hospital_id`, `provider_id`, `first_name`, `last_name`, `specialization`, `department_id`, `npi`, `valid_from`, `valid_to`, `is_current`, `known_from`, `_row_hash`, `_run_id`, `_warnings`, `known_to`)
select
  v.`hospital_id`,
  v.`provider_id`,
  v.`first_name`,
  v.`last_name`,
  v.`specialization`,
  v.`department_id`,
  v.`npi`,
  v.`valid_from`,
  v.`valid_to`,
  v.`is_current`,
  v.`known_from`,
  v.`_row_hash`,
  v.`_run_id`,
  v.`_warnings`,
  @known_at as `known_to`
from `silver`.`providers` v
where v.hospital_id = @hospital_id and exists (select 1 from history_replaced r where r.`of_provider_id` = v.`provider_id` and r.begins_at = v.valid_from);
