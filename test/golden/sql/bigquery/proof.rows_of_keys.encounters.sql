-- Generated from the code; npm run docs writes it again.
    with repeated as (select `encounter_id` as repeated_key from `bronze_hospital_a`.`encounters` b where `encounter_id` is not null group by 1 having count(*) > 1),
    events as (select `encounter_id`, `patient_id`, `encounter_date`, `encounter_type`, `provider_id`, `department_id`, `procedure_code`, `_unreadable`, _op, _taken_at, _run_id, _seq, _source_ts, _source_time_kind from `bronze_hospital_a`.`encounters` b where `encounter_id` is not null and `encounter_id` in (select repeated_key from repeated)),
    ranked as (select *, row_number() over (partition by `encounter_id` order by _taken_at desc, _run_id desc, _seq desc) as recency from events),
    living as (select `encounter_id`, `patient_id`, `encounter_date`, `encounter_type`, `provider_id`, `department_id`, `procedure_code`, `_unreadable`
from `bronze_hospital_a`.`encounters` b where `encounter_id` is not null and _op = 'U' and `encounter_id` not in (select repeated_key from repeated)
union all
select `encounter_id`, `patient_id`, `encounter_date`, `encounter_type`, `provider_id`, `department_id`, `procedure_code`, `_unreadable`
from ranked where recency = 1 and _op = 'U')
    select key_hash, to_hex(sha256(concat(coalesce(concat(cast(length(`encounter_id`) as STRING), ':', `encounter_id`), ':'), coalesce(concat(cast(length(`patient_id`) as STRING), ':', `patient_id`), ':'), coalesce(format_date('%F', `encounter_date`), ''), ';', coalesce(concat(cast(length(`encounter_type`) as STRING), ':', `encounter_type`), ':'), coalesce(concat(cast(length(`provider_id`) as STRING), ':', `provider_id`), ':'), coalesce(concat(cast(length(`department_id`) as STRING), ':', `department_id`), ':'), coalesce(concat(cast(length(`procedure_code`) as STRING), ':', `procedure_code`), ':'), coalesce(concat(cast(length(_unreadable) as STRING), ':', _unreadable), ':')))) as row_hash, `encounter_id` as k0
    from (select *, to_hex(sha256(concat(cast(length(`encounter_id`) as STRING), ':', `encounter_id`))) as key_hash from living) h where key_hash in ('0000000000000000000000000000000000000000000000000000000000000000');
