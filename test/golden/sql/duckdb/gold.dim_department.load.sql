-- Generated from the code; npm run docs writes it again.
insert into "gold"."dim_department" ("department_key", "hospital_id", "department_id", "name", "effective_from", "effective_to", "is_current")
select
  sha256(concat(cast(length(hospital_id) as varchar), ':', hospital_id, cast(length("department_id") as varchar), ':', "department_id", cast(length(strftime(valid_from, '%Y-%m-%d %H:%M:%S.%f')) as varchar), ':', strftime(valid_from, '%Y-%m-%d %H:%M:%S.%f'))) as "department_key",
  "hospital_id",
  "department_id",
  "name",
  case when version = 1 then timestamp '1900-01-01 00:00:00.000000' else valid_from end as "effective_from",
  valid_to as "effective_to",
  "is_current"
from (
  select *, row_number() over (partition by hospital_id, "department_id" order by valid_from) as version
  from "silver"."departments" s
) versions;
