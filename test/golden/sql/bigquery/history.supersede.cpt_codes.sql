-- Generated from the code; npm run docs writes it again.
insert into `silver`.`cpt_codes__superseded` (`hospital_id`, `procedure_code`, `category`, `description`, `code_status`, `valid_from`, `valid_to`, `is_current`, `known_from`, `_row_hash`, `_run_id`, `_warnings`, `known_to`)
select
  v.`hospital_id`,
  v.`procedure_code`,
  v.`category`,
  v.`description`,
  v.`code_status`,
  v.`valid_from`,
  v.`valid_to`,
  v.`is_current`,
  v.`known_from`,
  v.`_row_hash`,
  v.`_run_id`,
  v.`_warnings`,
  @known_at as `known_to`
from `silver`.`cpt_codes` v
where v.hospital_id = @hospital_id and exists (select 1 from history_replaced r where r.`of_procedure_code` = v.`procedure_code` and r.begins_at = v.valid_from);
