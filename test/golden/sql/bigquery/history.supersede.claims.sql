-- Generated from the code; npm run docs writes it again.
insert into `silver`.`claims__superseded` (`hospital_id`, `claim_id`, `transaction_id`, `patient_id`, `encounter_id`, `provider_id`, `department_id`, `service_date`, `claim_date`, `adjudication_date`, `payer_id`, `claim_amount`, `paid_amount`, `claim_status`, `payer_type`, `deductible`, `coinsurance`, `copay`, `inserted_at`, `modified_at`, `valid_from`, `valid_to`, `is_current`, `known_from`, `_row_hash`, `_run_id`, `_warnings`, `known_to`)
with held as (
  select _run_id, _seq from (
      select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
        case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
      from `quarantine`.`claims` q
      left join (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from `ops`.`quarantine_decisions` n where table_name = 'claims' and n.hospital_id = @hospital_id
        ) ranked_decisions where recency = 1) d
        on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
      where q.hospital_id = @hospital_id) states where kind = 'row' and (state <> 'released' or not (not exists (
          select 1 from `ops`.`held_deliveries` d
          where d.hospital_id = @hospital_id and d.table_name = @table_name
            and d.run_id = states._run_id and d.source_file = coalesce(states._source_file, ''))))
),
events as (
  select e.* from `bronze_hospital_a`.`claims` e
  where not exists (select 1 from held h where h._run_id = e._run_id and h._seq = e._seq) and `claim_id` in (
    select `claim_id` from `bronze_hospital_a`.`claims` b where (_run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null) or concat(_run_id, ':', cast(_seq as STRING)) in (
      select concat(run_id, ':', cast(seq as STRING)) from `ops`.`quarantine_decisions` d
      where hospital_id = @hospital_id and table_name = 'claims' and kind = 'row' and decision = 'released' and made_by = 'person')))
),
described as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by `claim_id`) < 3 then concat(concat(coalesce(concat(cast(length(`claim_id`) as STRING), ':', `claim_id`), '-'), coalesce(concat(cast(length(`transaction_id`) as STRING), ':', `transaction_id`), '-'), coalesce(concat(cast(length(`patient_id`) as STRING), ':', `patient_id`), '-'), coalesce(concat(cast(length(`encounter_id`) as STRING), ':', `encounter_id`), '-'), coalesce(concat(cast(length(`provider_id`) as STRING), ':', `provider_id`), '-'), coalesce(concat(cast(length(`department_id`) as STRING), ':', `department_id`), '-'), coalesce(concat(cast(length(cast(`service_date` as string)) as STRING), ':', cast(`service_date` as string)), '-'), coalesce(concat(cast(length(cast(`claim_date` as string)) as STRING), ':', cast(`claim_date` as string)), '-'), coalesce(concat(cast(length(cast(`adjudication_date` as string)) as STRING), ':', cast(`adjudication_date` as string)), '-'), coalesce(concat(cast(length(`payer_id`) as STRING), ':', `payer_id`), '-'), coalesce(concat(cast(length(cast(`claim_amount` as string)) as STRING), ':', cast(`claim_amount` as string)), '-'), coalesce(concat(cast(length(cast(`paid_amount` as string)) as STRING), ':', cast(`paid_amount` as string)), '-'), coalesce(concat(cast(length(`claim_status`) as STRING), ':', `claim_status`), '-'), coalesce(concat(cast(length(`payer_type`) as STRING), ':', `payer_type`), '-'), coalesce(concat(cast(length(cast(`deductible` as string)) as STRING), ':', cast(`deductible` as string)), '-'), coalesce(concat(cast(length(cast(`coinsurance` as string)) as STRING), ':', cast(`coinsurance` as string)), '-'), coalesce(concat(cast(length(cast(`copay` as string)) as STRING), ':', cast(`copay` as string)), '-'), ''), coalesce(_unreadable, '')) else _row_hash end) as content, coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') as is_stated, min(case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') then _source_ts end) over (partition by `claim_id` order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) as stated_later
  from events
),
timed as (
  select *, case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end as begins_at from described
),
moments as (
  select *, row_number() over (partition by `claim_id`, begins_at order by _taken_at desc, _run_id desc, _seq desc) as recency
  from timed
),
compared as (
  select *, lag(content) over (partition by `claim_id` order by begins_at) as content_before
  from moments where recency = 1
),
changes as (
  select * from compared where content_before is null or content_before <> content
),
versions as (
  select *, lead(begins_at) over (partition by `claim_id` order by begins_at) as ended_at from changes
),
written as (
  select *, nullif(substr(concat(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:transaction_id(,|$)')) then ',unmapped_kept:transaction_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:patient_id(,|$)')) then ',unmapped_kept:patient_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:encounter_id(,|$)')) then ',unmapped_kept:encounter_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:provider_id(,|$)')) then ',unmapped_kept:provider_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:department_id(,|$)')) then ',unmapped_kept:department_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:service_date(,|$)')) then ',unmapped_kept:service_date' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:claim_date(,|$)')) then ',unmapped_kept:claim_date' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:adjudication_date(,|$)')) then ',unmapped_kept:adjudication_date' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:payer_id(,|$)')) then ',unmapped_kept:payer_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:claim_status(,|$)')) then ',unmapped_kept:claim_status' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:payer_type(,|$)')) then ',unmapped_kept:payer_type' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:inserted_at(,|$)')) then ',unmapped_kept:inserted_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:modified_at(,|$)')) then ',unmapped_kept:modified_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)ambiguous_dates:')) then ',ambiguous_dates' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_spellings:')) then ',mixed_spellings' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)null_text:')) then ',null_text' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)fewer_lines:')) then ',fewer_lines' else '' end,
          case when not coalesce(`claim_amount` >= 0 or `claim_status` in ('Voided', 'Reversed', 'Replaced'), false) then ',claimed_not_negative' else '' end,
          case when not coalesce(`paid_amount` >= 0 or `claim_status` in ('Voided', 'Reversed', 'Replaced'), false) then ',paid_not_negative' else '' end,
          case when not coalesce(`paid_amount` <= `claim_amount`, false) then ',paid_at_most_claimed' else '' end,
          case when not coalesce(`claim_date` >= `service_date`, false) then ',claimed_after_service' else '' end,
          case when not coalesce(`modified_at` is null or date(`modified_at`, 'UTC') between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',modified_at_plausible' else '' end,
          case when not is_stated then ',source_time_implausible' else '' end, ''), 2), '') as _warnings from versions where _op = 'U'
)
select
  v.`hospital_id`,
  v.`claim_id`,
  v.`transaction_id`,
  v.`patient_id`,
  v.`encounter_id`,
  v.`provider_id`,
  v.`department_id`,
  v.`service_date`,
  v.`claim_date`,
  v.`adjudication_date`,
  v.`payer_id`,
  v.`claim_amount`,
  v.`paid_amount`,
  v.`claim_status`,
  v.`payer_type`,
  v.`deductible`,
  v.`coinsurance`,
  v.`copay`,
  v.`inserted_at`,
  v.`modified_at`,
  v.`valid_from`,
  v.`valid_to`,
  v.`is_current`,
  v.`known_from`,
  v.`_row_hash`,
  v.`_run_id`,
  v.`_warnings`,
  @known_at as `known_to`
from `silver`.`claims` v
where hospital_id = @hospital_id and `claim_id` in (
  select `claim_id` from `bronze_hospital_a`.`claims` b where (_run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null) or concat(_run_id, ':', cast(_seq as STRING)) in (
    select concat(run_id, ':', cast(seq as STRING)) from `ops`.`quarantine_decisions` d
    where hospital_id = @hospital_id and table_name = 'claims' and kind = 'row' and decision = 'released' and made_by = 'person')))
  and not exists (
    select 1 from written w
    where w.`claim_id` = v.`claim_id` and w.begins_at = v.valid_from and w._run_id = v._run_id and w._row_hash = v._row_hash
      and coalesce(v.valid_to, timestamp '9999-12-31 00:00:00.000000+00:00') = coalesce(w.ended_at, timestamp '9999-12-31 00:00:00.000000+00:00')
      and coalesce(v._warnings, '') = coalesce(w._warnings, ''));
