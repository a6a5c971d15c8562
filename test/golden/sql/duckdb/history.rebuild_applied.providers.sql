-- Generated from the code; npm run docs writes it again.
insert into "silver"."providers" ("hospital_id", "provider_id", "first_name", "last_name", "specialization", "department_id", "npi", "valid_from", "valid_to", "is_current", "_row_hash", "_run_id", "_warnings")
with moments as (
  select e.*, row_number() over (partition by e."provider_id", e._source_ts order by _source_ts desc, _taken_at desc, _run_id desc, _seq desc) as recency
  from "bronze_hospital_a"."providers" e
  where e._run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null) and (e._op <> 'U' or nullif(substr(concat(case when ("provider_id" is null) then ',required:provider_id' else '' end, ''), 2), '') is null)
),
compared as (
  select *, concat(_op, _row_hash) as content,
    lag(concat(_op, _row_hash)) over (partition by "provider_id" order by _source_ts) as content_before
  from moments where recency = 1
),
versions as (
  select *, lead(_source_ts) over (partition by "provider_id" order by _source_ts) as ended_at
  from compared where content_before is null or content_before <> content
)
select
  $hospital_id as "hospital_id",
  "provider_id",
  "first_name",
  "last_name",
  "specialization",
  "department_id",
  "npi",
  _source_ts as "valid_from",
  ended_at as "valid_to",
  ended_at is null as "is_current",
  "_row_hash",
  "_run_id",
  nullif(substr(concat(case when not coalesce("npi" is null or regexp_matches("npi", '^[0-9]{10}$'), false) then ',npi_is_10_digits' else '' end, ''), 2), '') as "_warnings"
from versions where _op = 'U';
