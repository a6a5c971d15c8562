-- Generated from the code; npm run docs writes it again.
insert into "silver"."npi" ("hospital_id", "npi", "provider_name", "taxonomy", "state", "valid_from", "valid_to", "is_current", "_row_hash", "_run_id", "_warnings")
with moments as (
  select e.*, row_number() over (partition by e."npi", e._source_ts order by _source_ts desc, _taken_at desc, _run_id desc, _seq desc) as recency
  from "bronze_reference"."npi" e
  where not exists (
    select 1 from "quarantine"."npi" q
    where q.hospital_id = $hospital_id and q._run_id = e._run_id and q._seq = e._seq and q._raw_line is null) and "npi" in (
    select "npi" from "bronze_reference"."npi" b where _run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null))
),
compared as (
  select *, concat(_op, _row_hash) as content,
    lag(concat(_op, _row_hash)) over (partition by "npi" order by _source_ts) as content_before
  from moments where recency = 1
),
versions as (
  select *, lead(_source_ts) over (partition by "npi" order by _source_ts) as ended_at
  from compared where content_before is null or content_before <> content
)
select
  $hospital_id as "hospital_id",
  "npi",
  "provider_name",
  "taxonomy",
  "state",
  _source_ts as "valid_from",
  ended_at as "valid_to",
  ended_at is null as "is_current",
  "_row_hash",
  "_run_id",
  nullif(substr(concat(case when not coalesce(regexp_matches("npi", '^[0-9]{10}$'), false) then ',npi_is_10_digits' else '' end, ''), 2), '') as "_warnings"
from versions where _op = 'U';
