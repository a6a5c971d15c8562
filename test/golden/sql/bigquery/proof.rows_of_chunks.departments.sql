-- Generated from the code; npm run docs writes it again.
    with repeated as (select `department_id` as repeated_key from `bronze_hospital_a`.`departments` b where `department_id` is not null group by 1 having count(*) > 1),
    events as (select `department_id`, `name`, `_unreadable`, _op, _taken_at, _run_id, _seq, _source_ts, _source_time_kind from `bronze_hospital_a`.`departments` b where `department_id` is not null and `department_id` in (select repeated_key from repeated)),
    ranked as (select *, row_number() over (partition by `department_id` order by _taken_at desc, _run_id desc, _seq desc) as recency from events),
    living as (select `department_id`, `name`, `_unreadable`
from `bronze_hospital_a`.`departments` b where `department_id` is not null and _op = 'U' and `department_id` not in (select repeated_key from repeated)
union all
select `department_id`, `name`, `_unreadable`
from ranked where recency = 1 and _op = 'U')
    select key_hash, to_hex(sha256(concat(coalesce(concat(cast(length(`department_id`) as STRING), ':', `department_id`), ':'), coalesce(concat(cast(length(`name`) as STRING), ':', `name`), ':'), coalesce(concat(cast(length(_unreadable) as STRING), ':', _unreadable), ':')))) as row_hash, `department_id` as k0
    from (select *, to_hex(sha256(concat(cast(length(`department_id`) as STRING), ':', `department_id`))) as key_hash from living) h where substr(key_hash, 1, 3) in ('000', 'fff');
