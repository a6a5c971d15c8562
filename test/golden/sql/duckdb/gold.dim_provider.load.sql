-- Generated from the code; npm run docs writes it again.
insert into "gold"."dim_provider" ("provider_key", "hospital_id", "provider_id", "first_name", "last_name", "specialization", "department_id", "npi", "effective_from", "effective_to", "is_current")
select
  sha256(concat(cast(length(hospital_id) as varchar), ':', hospital_id, cast(length("provider_id") as varchar), ':', "provider_id", cast(length(strftime(valid_from, '%Y-%m-%d %H:%M:%S.%f')) as varchar), ':', strftime(valid_from, '%Y-%m-%d %H:%M:%S.%f'))) as "provider_key",
  "hospital_id",
  "provider_id",
  "first_name",
  "last_name",
  "specialization",
  "department_id",
  "npi",
  case when version = 1 then timestamp '1900-01-01 00:00:00.000000' else valid_from end as "effective_from",
  valid_to as "effective_to",
  "is_current"
from (
  select s.*, row_number() over (partition by s.hospital_id, s."provider_id" order by s.valid_from) as version
  from "silver"."providers" s
) versions;
