-- Generated from the code; npm run docs writes it again.
with events as (select `department_id`, _op, _row_hash, _hash_version, _taken_at, _run_id, _seq from `bronze_hospital_a`.`departments` b where `department_id` is not null),
ranked as (select *, row_number() over (partition by `department_id` order by _taken_at desc, _run_id desc, _seq desc) as recency from events),
living as (select to_hex(sha256(concat(cast(length(`department_id`) as STRING), ':', `department_id`))) as key_hash, '' as content from ranked where recency = 1 and _op = 'U')
select key_hash, content from living where substr(key_hash, 1, 2) in ('00', 'ff');
