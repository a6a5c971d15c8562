-- Generated from the code; npm run docs writes it again.
insert into `silver`.`transactions` (`hospital_id`, `transaction_id`, `encounter_id`, `patient_id`, `provider_id`, `department_id`, `visit_date`, `service_date`, `paid_date`, `visit_type`, `amount`, `amount_type`, `paid_amount`, `claim_id`, `payer_id`, `procedure_code`, `icd_code`, `line_of_business`, `medicaid_id`, `medicare_id`, `inserted_at`, `modified_at`, `valid_from`, `is_current`, `known_from`, `_row_hash`, `_run_id`, `_warnings`)
with held as (
  select _run_id, _seq from (
      select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
        case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
      from `quarantine`.`transactions` q
      left join (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from `ops`.`quarantine_decisions` n where table_name = 'transactions' and n.hospital_id = @hospital_id
        ) ranked_decisions where recency = 1) d
        on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
      where q.hospital_id = @hospital_id) states where kind = 'row' and (state <> 'released' or not (not exists (
          select 1 from `ops`.`held_deliveries` d
          where d.hospital_id = @hospital_id and d.table_name = @table_name
            and d.run_id = states._run_id and d.source_file = coalesce(states._source_file, ''))))
),
judged as (
  select e.*, (coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') and _source_ts <= _taken_at) as is_stated, case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:encounter_id(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:patient_id(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:provider_id(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:department_id(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:visit_date(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:service_date(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:paid_date(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:visit_type(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:amount_type(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:claim_id(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:payer_id(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:procedure_code(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:icd_code(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:line_of_business(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:medicaid_id(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:medicare_id(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:inserted_at(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:modified_at(,|$)'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)ambiguous_dates:'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_spellings:'))
  or (_notes is not null and regexp_contains(_notes, '(^|,)null_text:'))
  or not coalesce(`paid_amount` <= `amount`, false)
  or not coalesce(`paid_date` is null or `paid_date` >= `service_date`, false)
  or not coalesce(`visit_date` is null or `visit_date` between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false)
  or not coalesce(`modified_at` is null or date(`modified_at`, 'UTC') between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then substr(concat(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:encounter_id(,|$)')) then ',unmapped_kept:encounter_id' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:patient_id(,|$)')) then ',unmapped_kept:patient_id' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:provider_id(,|$)')) then ',unmapped_kept:provider_id' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:department_id(,|$)')) then ',unmapped_kept:department_id' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:visit_date(,|$)')) then ',unmapped_kept:visit_date' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:service_date(,|$)')) then ',unmapped_kept:service_date' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:paid_date(,|$)')) then ',unmapped_kept:paid_date' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:visit_type(,|$)')) then ',unmapped_kept:visit_type' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:amount_type(,|$)')) then ',unmapped_kept:amount_type' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:claim_id(,|$)')) then ',unmapped_kept:claim_id' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:payer_id(,|$)')) then ',unmapped_kept:payer_id' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:procedure_code(,|$)')) then ',unmapped_kept:procedure_code' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:icd_code(,|$)')) then ',unmapped_kept:icd_code' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:line_of_business(,|$)')) then ',unmapped_kept:line_of_business' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:medicaid_id(,|$)')) then ',unmapped_kept:medicaid_id' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:medicare_id(,|$)')) then ',unmapped_kept:medicare_id' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:inserted_at(,|$)')) then ',unmapped_kept:inserted_at' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:modified_at(,|$)')) then ',unmapped_kept:modified_at' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)ambiguous_dates:')) then ',ambiguous_dates' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_spellings:')) then ',mixed_spellings' else '' end,
  case when (_notes is not null and regexp_contains(_notes, '(^|,)null_text:')) then ',null_text' else '' end,
  case when not coalesce(`paid_amount` <= `amount`, false) then ',paid_at_most_charged' else '' end,
  case when not coalesce(`paid_date` is null or `paid_date` >= `service_date`, false) then ',paid_after_service' else '' end,
  case when not coalesce(`visit_date` is null or `visit_date` between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',visit_date_plausible' else '' end,
  case when not coalesce(`modified_at` is null or date(`modified_at`, 'UTC') between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',modified_at_plausible' else '' end, ''), 2) end as row_warnings
  from `bronze_hospital_a`.`transactions` e
)
select
  @hospital_id as `hospital_id`,
  e.`transaction_id`,
  e.`encounter_id`,
  e.`patient_id`,
  e.`provider_id`,
  e.`department_id`,
  e.`visit_date`,
  e.`service_date`,
  e.`paid_date`,
  e.`visit_type`,
  e.`amount`,
  e.`amount_type`,
  e.`paid_amount`,
  e.`claim_id`,
  e.`payer_id`,
  e.`procedure_code`,
  e.`icd_code`,
  e.`line_of_business`,
  e.`medicaid_id`,
  e.`medicare_id`,
  e.`inserted_at`,
  e.`modified_at`,
  case when (coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') and _source_ts <= _taken_at) then _source_ts else _taken_at end as `valid_from`,
  true as `is_current`,
  @known_at as `known_from`,
  e.`_row_hash`,
  e.`_run_id`,
  case when is_stated then row_warnings when row_warnings is null then 'source_time_implausible' else concat(row_warnings, ',', 'source_time_implausible') end as `_warnings`
from judged e
where _op = 'U' and e.`transaction_id` is not null
  and not exists (select 1 from held h where h._run_id = e._run_id and h._seq = e._seq)
  and not exists (select 1 from history_touched t where t.`of_transaction_id` = e.`transaction_id`);
