-- Generated from the code; npm run docs writes it again.
    with repeated as (select "provider_id" as repeated_key from "bronze_hospital_a"."providers" b where "provider_id" is not null group by 1 having count(*) > 1),
    events as (select "provider_id", "first_name", "last_name", "specialization", "department_id", "npi", "_unreadable", _op, _taken_at, _run_id, _seq, _source_ts, _source_time_kind from "bronze_hospital_a"."providers" b where "provider_id" is not null and "provider_id" in (select repeated_key from repeated)),
    ranked as (select *, row_number() over (partition by "provider_id" order by _taken_at desc, _run_id desc, _seq desc) as recency from events),
    living as (select "provider_id", "first_name", "last_name", "specialization", "department_id", "npi", "_unreadable"
from "bronze_hospital_a"."providers" b where "provider_id" is not null and _op = 'U' and "provider_id" not in (select repeated_key from repeated)
union all
select "provider_id", "first_name", "last_name", "specialization", "department_id", "npi", "_unreadable"
from ranked where recency = 1 and _op = 'U')
    select key_hash, sha256(concat(coalesce(concat(cast(length("provider_id") as varchar), ':', "provider_id"), ':'), coalesce(concat(cast(length("first_name") as varchar), ':', "first_name"), ':'), coalesce(concat(cast(length("last_name") as varchar), ':', "last_name"), ':'), coalesce(concat(cast(length("specialization") as varchar), ':', "specialization"), ':'), coalesce(concat(cast(length("department_id") as varchar), ':', "department_id"), ':'), coalesce(concat(cast(length("npi") as varchar), ':', "npi"), ':'), coalesce(concat(cast(length(_unreadable) as varchar), ':', _unreadable), ':'))) as row_hash, "provider_id" as k0
    from (select *, sha256(concat(cast(length("provider_id") as varchar), ':', "provider_id")) as key_hash from living) h where substr(key_hash, 1, 3) in ('000', 'fff');
