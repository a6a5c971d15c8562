-- Generated from the code; npm run docs writes it again.
with events as (select `encounter_id`, _op, _row_hash, _hash_version, _taken_at, _run_id, _seq from `bronze_hospital_a`.`encounters` b where `encounter_id` is not null),
ranked as (select *, row_number() over (partition by `encounter_id` order by _taken_at desc, _run_id desc, _seq desc) as recency from events),
living as (select to_hex(sha256(concat(cast(length(`encounter_id`) as STRING), ':', `encounter_id`))) as key_hash, '' as content from ranked where recency = 1 and _op = 'U')
select substr(key_hash, 1, 2) as chunk, to_hex(sha256(string_agg(concat(key_hash, content), ',' order by key_hash))) as digest from living group by 1;
