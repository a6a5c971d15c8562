-- Generated from the code; npm run docs writes it again.
insert into `bronze_hospital_a`.`transactions` (`hospital_id`, `transaction_id`, `encounter_id`, `patient_id`, `provider_id`, `department_id`, `visit_date`, `service_date`, `paid_date`, `visit_type`, `amount`, `amount_type`, `paid_amount`, `claim_id`, `payer_id`, `procedure_code`, `icd_code`, `line_of_business`, `medicaid_id`, `medicare_id`, `inserted_at`, `modified_at`, `_run_id`, `_op`, `_source_ts`, `_seq`, `_row_hash`, `_unreadable`, `_source_file`, `_source_line`, `_taken_at`, `_ingested_at`)
with known as (
  select `transaction_id`, `_run_id`, `_seq`, `_op`, `_row_hash`, `_source_ts`, `_taken_at`, false as `is_staged`
  from `bronze_hospital_a`.`transactions` b where exists (select 1 from `staging`.`hospital_a__transactions` s where s._run_id = @run_id and s.`transaction_id` = b.`transaction_id`)
  union all
  select `transaction_id`, `_run_id`, `_seq`, `_op`, `_row_hash`, `_source_ts`, @taken_at as `_taken_at`, true as `is_staged`
  from `staging`.`hospital_a__transactions` s where s._run_id = @run_id
),
since_delete as (
  select *, max(case when not is_staged and _op = 'D' and _taken_at < @taken_at then _source_ts end) over (partition by `transaction_id`) as deleted_at, max(case when not is_staged and _taken_at < @taken_at then _source_ts end) over (partition by `transaction_id`) as known_at from known
),
placed as (
  select `transaction_id`, `_run_id`, `_seq`, `_op`, `_row_hash`, case when is_staged and deleted_at >= _source_ts then greatest(deleted_at, @taken_at) when is_staged and known_at > _source_ts then known_at else _source_ts end as `_source_ts`, `_taken_at`, `is_staged`
  from since_delete
),
compared as (
  select _seq, _source_ts, is_staged, concat(_op, _row_hash) as content,
    lag(concat(_op, _row_hash)) over (partition by `transaction_id` order by _source_ts asc, _taken_at asc, _run_id asc, _seq asc) as content_before
  from placed
)
select
  s.`hospital_id`,
  s.`transaction_id`,
  s.`encounter_id`,
  s.`patient_id`,
  s.`provider_id`,
  s.`department_id`,
  s.`visit_date`,
  s.`service_date`,
  s.`paid_date`,
  s.`visit_type`,
  s.`amount`,
  s.`amount_type`,
  s.`paid_amount`,
  s.`claim_id`,
  s.`payer_id`,
  s.`procedure_code`,
  s.`icd_code`,
  s.`line_of_business`,
  s.`medicaid_id`,
  s.`medicare_id`,
  s.`inserted_at`,
  s.`modified_at`,
  s.`_run_id`,
  s.`_op`,
  c._source_ts as `_source_ts`,
  s.`_seq`,
  s.`_row_hash`,
  s.`_unreadable`,
  s.`_source_file`,
  s.`_source_line`,
  @taken_at as `_taken_at`,
  current_timestamp() as `_ingested_at`
from compared c join `staging`.`hospital_a__transactions` s on s._seq = c._seq and s._run_id = @run_id
where c.is_staged and (c.content_before is null or c.content_before <> c.content);
