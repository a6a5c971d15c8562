-- Generated from the code; npm run docs writes it again.
    with repeated as (select `patient_id` as repeated_key from `bronze_hospital_a`.`patients` b where `patient_id` is not null group by 1 having count(*) > 1),
    events as (select `patient_id`, `first_name`, `last_name`, `middle_name`, `ssn`, `phone_number`, `gender`, `date_of_birth`, `address`, `_unreadable`, _op, _taken_at, _run_id, _seq, _source_ts, _source_time_kind from `bronze_hospital_a`.`patients` b where `patient_id` is not null and `patient_id` in (select repeated_key from repeated)),
    ranked as (select *, row_number() over (partition by `patient_id` order by _taken_at desc, _run_id desc, _seq desc) as recency from events),
    living as (select `patient_id`, `first_name`, `last_name`, `middle_name`, `ssn`, `phone_number`, `gender`, `date_of_birth`, `address`, `_unreadable`
from `bronze_hospital_a`.`patients` b where `patient_id` is not null and _op = 'U' and `patient_id` not in (select repeated_key from repeated)
union all
select `patient_id`, `first_name`, `last_name`, `middle_name`, `ssn`, `phone_number`, `gender`, `date_of_birth`, `address`, `_unreadable`
from ranked where recency = 1 and _op = 'U')
    select key_hash, to_hex(sha256(concat(coalesce(concat(cast(length(`patient_id`) as STRING), ':', `patient_id`), ':'), coalesce(concat(cast(length(`first_name`) as STRING), ':', `first_name`), ':'), coalesce(concat(cast(length(`last_name`) as STRING), ':', `last_name`), ':'), coalesce(concat(cast(length(`middle_name`) as STRING), ':', `middle_name`), ':'), coalesce(concat(cast(length(`ssn`) as STRING), ':', `ssn`), ':'), coalesce(concat(cast(length(`phone_number`) as STRING), ':', `phone_number`), ':'), coalesce(concat(cast(length(`gender`) as STRING), ':', `gender`), ':'), coalesce(format_date('%F', `date_of_birth`), ''), ';', coalesce(concat(cast(length(`address`) as STRING), ':', `address`), ':'), coalesce(concat(cast(length(_unreadable) as STRING), ':', _unreadable), ':')))) as row_hash, `patient_id` as k0
    from (select *, to_hex(sha256(concat(cast(length(`patient_id`) as STRING), ':', `patient_id`))) as key_hash from living) h where substr(key_hash, 1, 3) in ('000', 'fff');
