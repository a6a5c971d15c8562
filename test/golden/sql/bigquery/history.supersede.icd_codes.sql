-- Generated from the code; npm run docs writes it again.
insert into `silver`.`icd_codes__superseded` (`hospital_id`, `icd_code`, `description`, `chapter`, `valid_from`, `valid_to`, `is_current`, `known_from`, `_row_hash`, `_run_id`, `_warnings`, `known_to`)
select
  v.`hospital_id`,
  v.`icd_code`,
  v.`description`,
  v.`chapter`,
  v.`valid_from`,
  v.`valid_to`,
  v.`is_current`,
  v.`known_from`,
  v.`_row_hash`,
  v.`_run_id`,
  v.`_warnings`,
  @known_at as `known_to`
from `silver`.`icd_codes` v
where v.hospital_id = @hospital_id and exists (select 1 from history_replaced r where r.`of_icd_code` = v.`icd_code` and r.begins_at = v.valid_from);
