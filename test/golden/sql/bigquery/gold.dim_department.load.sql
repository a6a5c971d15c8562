-- Generated from the code; npm run docs writes it again.
insert into `gold`.`dim_department` (`department_key`, `hospital_id`, `department_id`, `name`, `group_department_id`, `group_department_name`, `effective_from`, `effective_to`, `is_current`)
select
  to_hex(sha256(concat(cast(length(hospital_id) as STRING), ':', hospital_id, cast(length(`department_id`) as STRING), ':', `department_id`, cast(length(format_timestamp('%F %H:%M:%E6S', valid_from, 'UTC')) as STRING), ':', format_timestamp('%F %H:%M:%E6S', valid_from, 'UTC')))) as `department_key`,
  `hospital_id`,
  `department_id`,
  `name`,
  `group_department_id`,
  `group_department_name`,
  case when version = 1 then timestamp '1900-01-01 00:00:00.000000+00:00' else valid_from end as `effective_from`,
  valid_to as `effective_to`,
  `is_current`
from (
  select s.*, g.group_id as `group_department_id`, coalesce(g.name, g.group_id) as `group_department_name`, row_number() over (partition by s.hospital_id, s.`department_id` order by s.valid_from) as version
  from `silver`.`departments` s
  left join `gold`.`group_lookup` g on g.kind = 'department' and g.hospital_id = s.hospital_id and g.source_id = trim(s.department_id, ' ')
) versions;
