-- Generated from the code; npm run docs writes it again.
insert into `silver`.`departments__superseded` (`hospital_id`, `department_id`, `name`, `valid_from`, `valid_to`, `is_current`, `known_from`, `_row_hash`, `_run_id`, `_warnings`, `known_to`)
select
  v.`hospital_id`,
  v.`department_id`,
  v.`name`,
  v.`valid_from`,
  v.`valid_to`,
  v.`is_current`,
  v.`known_from`,
  v.`_row_hash`,
  v.`_run_id`,
  v.`_warnings`,
  @known_at as `known_to`
from `silver`.`departments` v
where v.hospital_id = @hospital_id and exists (select 1 from history_replaced r where r.`of_department_id` = v.`department_id` and r.begins_at = v.valid_from);
