-- Generated from the code; npm run docs writes it again.
insert into `bronze_hospital_a`.`claims` (`hospital_id`, `claim_id`, `transaction_id`, `patient_id`, `encounter_id`, `provider_id`, `department_id`, `service_date`, `claim_date`, `adjudication_date`, `payer_id`, `claim_amount`, `paid_amount`, `claim_status`, `payer_type`, `deductible`, `coinsurance`, `copay`, `inserted_at`, `modified_at`, `_run_id`, `_op`, `_source_ts`, `_source_time_kind`, `_seq`, `_row_hash`, `_hash_version`, `_unreadable`, `_notes`, `_source_file`, `_source_line`, `_conflicting`, `_lines`, `_taken_at`, `_ingested_at`)
with staged_rows as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by `claim_id`) < 3 then concat(concat(coalesce(concat(cast(length(`claim_id`) as STRING), ':', `claim_id`), '-'), coalesce(concat(cast(length(`transaction_id`) as STRING), ':', `transaction_id`), '-'), coalesce(concat(cast(length(`patient_id`) as STRING), ':', `patient_id`), '-'), coalesce(concat(cast(length(`encounter_id`) as STRING), ':', `encounter_id`), '-'), coalesce(concat(cast(length(`provider_id`) as STRING), ':', `provider_id`), '-'), coalesce(concat(cast(length(`department_id`) as STRING), ':', `department_id`), '-'), coalesce(concat(cast(length(cast(`service_date` as string)) as STRING), ':', cast(`service_date` as string)), '-'), coalesce(concat(cast(length(cast(`claim_date` as string)) as STRING), ':', cast(`claim_date` as string)), '-'), coalesce(concat(cast(length(cast(`adjudication_date` as string)) as STRING), ':', cast(`adjudication_date` as string)), '-'), coalesce(concat(cast(length(`payer_id`) as STRING), ':', `payer_id`), '-'), coalesce(concat(cast(length(cast(`claim_amount` as string)) as STRING), ':', cast(`claim_amount` as string)), '-'), coalesce(concat(cast(length(cast(`paid_amount` as string)) as STRING), ':', cast(`paid_amount` as string)), '-'), coalesce(concat(cast(length(`claim_status`) as STRING), ':', `claim_status`), '-'), coalesce(concat(cast(length(`payer_type`) as STRING), ':', `payer_type`), '-'), coalesce(concat(cast(length(cast(`deductible` as string)) as STRING), ':', cast(`deductible` as string)), '-'), coalesce(concat(cast(length(cast(`coinsurance` as string)) as STRING), ':', cast(`coinsurance` as string)), '-'), coalesce(concat(cast(length(cast(`copay` as string)) as STRING), ':', cast(`copay` as string)), '-'), ''), coalesce(_unreadable, '')) else _row_hash end) as content
  from `staging`.`hospital_a__claims` s where _run_id = @run_id
),
delivered_rows as (
  select *, `claim_id` is not null and min(content) over (partition by `claim_id`, _source_file, _source_ts) <> max(content) over (partition by `claim_id`, _source_file, _source_ts) as is_conflicting, _seq as event_seq, 1 as _lines from staged_rows
),
delivered as (
  select * from delivered_rows
),
events as (
  select `claim_id`, `_run_id`, `_seq`, `_op`, `_row_hash`, `_source_ts`, `_source_time_kind`, `_taken_at`, false as `is_staged`
  from `bronze_hospital_a`.`claims` b where not coalesce(b._conflicting, false) and exists (select 1 from delivered s where s.`claim_id` = b.`claim_id`)
  union all
  select `claim_id`, `_run_id`, `_seq`, `_op`, `_row_hash`, `_source_ts`, `_source_time_kind`, @taken_at as `_taken_at`, true as `is_staged`
  from delivered s where not is_conflicting
),
described as (
  select *, min(case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') then _source_ts end) over (partition by `claim_id` order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) as stated_later from events
),
compared as (
  select _seq, is_staged, concat(_op, ':', _row_hash, ':', case when coalesce(_source_time_kind, 'cursor') = 'cursor' then format_timestamp('%F %H:%M:%E6S', _source_ts, 'UTC') else '' end) as said, lag(concat(_op, ':', _row_hash, ':', case when coalesce(_source_time_kind, 'cursor') = 'cursor' then format_timestamp('%F %H:%M:%E6S', _source_ts, 'UTC') else '' end)) over (partition by `claim_id` order by case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end, _taken_at asc, _run_id asc, _seq asc) as said_before
  from described
)
select
  s.`hospital_id`,
  s.`claim_id`,
  s.`transaction_id`,
  s.`patient_id`,
  s.`encounter_id`,
  s.`provider_id`,
  s.`department_id`,
  s.`service_date`,
  s.`claim_date`,
  s.`adjudication_date`,
  s.`payer_id`,
  s.`claim_amount`,
  s.`paid_amount`,
  s.`claim_status`,
  s.`payer_type`,
  s.`deductible`,
  s.`coinsurance`,
  s.`copay`,
  s.`inserted_at`,
  s.`modified_at`,
  s.`_run_id`,
  s.`_op`,
  s.`_source_ts`,
  s.`_source_time_kind`,
  s.`_seq`,
  s.`_row_hash`,
  s.`_hash_version`,
  s.`_unreadable`,
  s.`_notes`,
  s.`_source_file`,
  s.`_source_line`,
  s.is_conflicting as `_conflicting`,
  s._lines as `_lines`,
  @taken_at as `_taken_at`,
  current_timestamp() as `_ingested_at`
from delivered s left join compared c on c._seq = s._seq and c.is_staged
where s.is_conflicting or c.said_before is null or c.said_before <> c.said;
