-- Generated from the code; npm run docs writes it again.
insert into `silver`.`providers` (`hospital_id`, `provider_id`, `first_name`, `last_name`, `specialization`, `department_id`, `npi`, `valid_from`, `valid_to`, `is_current`, `known_from`, `_row_hash`, `_run_id`, `_warnings`)
with missing as (
  select w.* from history_versions w
  where w._op = 'U' and not exists (
    select 1 from `silver`.`providers` v
    where v.hospital_id = @hospital_id and w.`of_provider_id` = v.`provider_id` and w.begins_at = v.valid_from)
)
select
  @hospital_id as `hospital_id`,
  e.`provider_id`,
  e.`first_name`,
  e.`last_name`,
  e.`specialization`,
  e.`department_id`,
  e.`npi`,
  m.begins_at as `valid_from`,
  m.ended_at as `valid_to`,
  m.ended_at is null as `is_current`,
  @known_at as `known_from`,
  e.`_row_hash`,
  e.`_run_id`,
  m._warnings as `_warnings`
from `bronze_hospital_a`.`providers` e
join missing m on m._run_id = e._run_id and m._seq = e._seq and m._taken_at = e._taken_at and m.`of_provider_id` = e.`provider_id`;
