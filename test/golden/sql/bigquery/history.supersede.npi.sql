-- Generated from the code; npm run docs writes it again.
insert into `silver`.`npi__superseded` (`hospital_id`, `npi`, `provider_name`, `taxonomy`, `state`, `valid_from`, `valid_to`, `is_current`, `known_from`, `_row_hash`, `_run_id`, `_warnings`, `known_to`)
select
  v.`hospital_id`,
  v.`npi`,
  v.`provider_name`,
  v.`taxonomy`,
  v.`state`,
  v.`valid_from`,
  v.`valid_to`,
  v.`is_current`,
  v.`known_from`,
  v.`_row_hash`,
  v.`_run_id`,
  v.`_warnings`,
  @known_at as `known_to`
from `silver`.`npi` v
where v.hospital_id = @hospital_id and exists (select 1 from history_replaced r where r.`of_npi` = v.`npi` and r.begins_at = v.valid_from);
