-- Generated from the code; npm run docs writes it again.
insert into `gold`.`dim_provider` (`provider_key`, `hospital_id`, `provider_id`, `first_name`, `last_name`, `specialization`, `department_id`, `npi`, `effective_from`, `effective_to`, `is_current`)
select
  to_hex(sha256(concat(cast(length(hospital_id) as STRING), ':', hospital_id, cast(length(`provider_id`) as STRING), ':', `provider_id`, cast(length(format_timestamp('%F %H:%M:%E6S', valid_from, 'UTC')) as STRING), ':', format_timestamp('%F %H:%M:%E6S', valid_from, 'UTC')))) as `provider_key`,
  `hospital_id`,
  `provider_id`,
  `first_name`,
  `last_name`,
  `specialization`,
  `department_id`,
  `npi`,
  case when version = 1 then timestamp '1900-01-01 00:00:00.000000+00:00' else valid_from end as `effective_from`,
  valid_to as `effective_to`,
  `is_current`
from (
  select s.*, row_number() over (partition by s.hospital_id, s.`provider_id` order by s.valid_from) as version
  from `silver`.`providers` s
) versions;
