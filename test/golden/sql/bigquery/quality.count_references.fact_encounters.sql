-- Generated from the code; npm run docs writes it again.
insert into `ops`.`quality_results` (`run_id`, `hospital_id`, `table_name`, `rule_id`, `severity`, `rows_checked`, `rows_failed`)
with counted as (
  select `hospital_id`, 'known_patient' as `rule_id`, count(*) as `rows_checked`, sum(case when `patient_key` = 'unknown' then 1 else 0 end) as `rows_failed`
  from `gold`.`fact_encounters` f where `patient_id` is not null group by hospital_id
  union all
  select `hospital_id`, 'known_provider' as `rule_id`, count(*) as `rows_checked`, sum(case when `provider_key` = 'unknown' then 1 else 0 end) as `rows_failed`
  from `gold`.`fact_encounters` f where `provider_id` is not null group by hospital_id
  union all
  select `hospital_id`, 'known_department' as `rule_id`, count(*) as `rows_checked`, sum(case when `department_key` = 'unknown' then 1 else 0 end) as `rows_failed`
  from `gold`.`fact_encounters` f where `department_id` is not null group by hospital_id
  union all
  select `hospital_id`, 'known_cpt_code' as `rule_id`, count(*) as `rows_checked`, sum(case when `cpt_key` = 'unknown' then 1 else 0 end) as `rows_failed`
  from `gold`.`fact_encounters` f where `procedure_code` is not null group by hospital_id
  union all
  select `hospital_id`, 'known_date' as `rule_id`, count(*) as `rows_checked`, sum(case when `encounter_date_key` = 'unknown' then 1 else 0 end) as `rows_failed`
  from `gold`.`fact_encounters` f where `encounter_date` is not null group by hospital_id
  union all
  select f.hospital_id as `hospital_id`, 'id_spelling_patient' as `rule_id`, count(*) as `rows_checked`, sum(case when f.`patient_id` <> s.`patient_id` then 1 else 0 end) as `rows_failed`
  from `gold`.`fact_encounters` f join `silver`.`encounters` s
    on s.hospital_id = f.hospital_id and s.`encounter_id` = f.`encounter_id` and s.is_current
  where f.`patient_id` is not null group by f.hospital_id
  union all
  select f.hospital_id as `hospital_id`, 'id_spelling_provider' as `rule_id`, count(*) as `rows_checked`, sum(case when f.`provider_id` <> s.`provider_id` then 1 else 0 end) as `rows_failed`
  from `gold`.`fact_encounters` f join `silver`.`encounters` s
    on s.hospital_id = f.hospital_id and s.`encounter_id` = f.`encounter_id` and s.is_current
  where f.`provider_id` is not null group by f.hospital_id
  union all
  select f.hospital_id as `hospital_id`, 'id_spelling_department' as `rule_id`, count(*) as `rows_checked`, sum(case when f.`department_id` <> s.`department_id` then 1 else 0 end) as `rows_failed`
  from `gold`.`fact_encounters` f join `silver`.`encounters` s
    on s.hospital_id = f.hospital_id and s.`encounter_id` = f.`encounter_id` and s.is_current
  where f.`department_id` is not null group by f.hospital_id
  union all
  select f.hospital_id as `hospital_id`, 'unmapped_department' as `rule_id`, count(*) as `rows_checked`, sum(case when l.line_count = 0 or f.group_department_id is not null then 0 else 1 end) as `rows_failed`
  from `gold`.`fact_encounters` f cross join (select count(*) as line_count from (select group_id from `gold`.`group_lookup` g where kind = 'department') g) l
  where f.`department_id` is not null group by f.hospital_id
  union all
  select `hospital_id`, 'id_spelling_encounters' as `rule_id`, sum(spellings) as `rows_checked`, sum(case when spellings > 1 then spellings else 0 end) as `rows_failed`
  from (select hospital_id, upper(rtrim(`encounter_id`, ' ')) as canonical_id, count(*) as spellings from `gold`.`fact_encounters` f group by hospital_id, upper(rtrim(`encounter_id`, ' '))) t
  group by hospital_id
)
select
  'run' as `run_id`,
  `hospital_id`,
  'fact_encounters' as `table_name`,
  `rule_id`,
  'warning' as `severity`,
  `rows_checked`,
  cast(rows_failed as INT64) as `rows_failed`
from counted;
