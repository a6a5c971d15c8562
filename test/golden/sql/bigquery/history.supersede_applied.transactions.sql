-- Generated from the code; npm run docs writes it again.
insert into `silver`.`transactions__superseded` (`hospital_id`, `transaction_id`, `encounter_id`, `patient_id`, `provider_id`, `department_id`, `visit_date`, `service_date`, `paid_date`, `visit_type`, `amount`, `amount_type`, `paid_amount`, `claim_id`, `payer_id`, `procedure_code`, `icd_code`, `line_of_business`, `medicaid_id`, `medicare_id`, `inserted_at`, `modified_at`, `valid_from`, `valid_to`, `is_current`, `known_from`, `_row_hash`, `_run_id`, `_warnings`, `known_to`)
with released_rows as (
  select concat(concat(run_id, ':', cast(seq as STRING)), ':', rule_ids) as released from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from `ops`.`quarantine_decisions` n where table_name = 'transactions' and n.hospital_id = @hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'released' and made_by = 'person'
),
discarded_rows as (
  select concat(run_id, ':', cast(seq as STRING)) as discarded from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from `ops`.`quarantine_decisions` n where table_name = 'transactions' and n.hospital_id = @hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'discarded'
),
judged as (
  select e.*, nullif(substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when (`transaction_id` is null) then ',required:transaction_id' else '' end,
          case when (`service_date` is null) then ',required:service_date' else '' end,
          case when (`amount` is null) then ',required:amount' else '' end,
          case when (`paid_amount` is null) then ',required:paid_amount' else '' end,
          case when (_unreadable is not null and regexp_contains(_unreadable, '"visit_date" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:visit_date(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:visit_date(,|$)'))) then ',unreadable:visit_date' else '' end,
          case when (_unreadable is not null and regexp_contains(_unreadable, '"service_date" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:service_date(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:service_date(,|$)'))) then ',unreadable:service_date' else '' end,
          case when (_unreadable is not null and regexp_contains(_unreadable, '"paid_date" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:paid_date(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:paid_date(,|$)'))) then ',unreadable:paid_date' else '' end,
          case when (_unreadable is not null and regexp_contains(_unreadable, '"amount" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:amount(,|$)'))) then ',unreadable:amount' else '' end,
          case when (_unreadable is not null and regexp_contains(_unreadable, '"paid_amount" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:paid_amount(,|$)'))) then ',unreadable:paid_amount' else '' end,
          case when (_unreadable is not null and regexp_contains(_unreadable, '"inserted_at" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:inserted_at(,|$)'))) then ',unreadable:inserted_at' else '' end,
          case when (_unreadable is not null and regexp_contains(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:modified_at(,|$)'))) then ',unreadable:modified_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:visit_date(,|$)')) then ',mixed_dates:visit_date' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:service_date(,|$)')) then ',mixed_dates:service_date' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:paid_date(,|$)')) then ',mixed_dates:paid_date' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) then ',mixed_dates:inserted_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)')) then ',mixed_dates:modified_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_amounts:amount(,|$)')) then ',mixed_amounts:amount' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_amounts:paid_amount(,|$)')) then ',mixed_amounts:paid_amount' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:transaction_id(,|$)')) then ',scientific_notation:transaction_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:encounter_id(,|$)')) then ',scientific_notation:encounter_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:patient_id(,|$)')) then ',scientific_notation:patient_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:provider_id(,|$)')) then ',scientific_notation:provider_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:department_id(,|$)')) then ',scientific_notation:department_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:claim_id(,|$)')) then ',scientific_notation:claim_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:payer_id(,|$)')) then ',scientific_notation:payer_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:medicaid_id(,|$)')) then ',scientific_notation:medicaid_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:medicare_id(,|$)')) then ',scientific_notation:medicare_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_id(,|$)')) then ',unmapped:encounter_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:patient_id(,|$)')) then ',unmapped:patient_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:provider_id(,|$)')) then ',unmapped:provider_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:department_id(,|$)')) then ',unmapped:department_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:visit_date(,|$)')) then ',unmapped:visit_date' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:service_date(,|$)')) then ',unmapped:service_date' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:paid_date(,|$)')) then ',unmapped:paid_date' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:visit_type(,|$)')) then ',unmapped:visit_type' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:amount_type(,|$)')) then ',unmapped:amount_type' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:claim_id(,|$)')) then ',unmapped:claim_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:payer_id(,|$)')) then ',unmapped:payer_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:procedure_code(,|$)')) then ',unmapped:procedure_code' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:icd_code(,|$)')) then ',unmapped:icd_code' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:line_of_business(,|$)')) then ',unmapped:line_of_business' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:medicaid_id(,|$)')) then ',unmapped:medicaid_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:medicare_id(,|$)')) then ',unmapped:medicare_id' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:inserted_at(,|$)')) then ',unmapped:inserted_at' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:modified_at(,|$)')) then ',unmapped:modified_at' else '' end,
          case when not coalesce(`encounter_id` is not null or _notes is not null and regexp_contains(_notes, '(^|,)absent:encounter_id(,|$)'), false) then ',encounter_present' else '' end,
          case when not coalesce(`amount` >= 0, false) then ',amount_not_negative' else '' end,
          case when not coalesce(`paid_amount` >= 0, false) then ',paid_not_negative' else '' end,
          case when not coalesce(`service_date` between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',service_date_plausible' else '' end,
          case when not coalesce(`paid_date` is null or `paid_date` between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',paid_date_plausible' else '' end, ''), 2), '') as broken from `bronze_hospital_a`.`transactions` e where e._run_id in (select `run_id`
  from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is not null
  union distinct
  select `run_id`
  from `ops`.`held_deliveries` where hospital_id = @hospital_id and table_name = @table_name)
),
events as (
  select * from judged j
  where _op <> 'U' or ((broken is null or concat(concat(_run_id, ':', cast(_seq as STRING)), ':', broken) in (select released from released_rows))
    and concat(_run_id, ':', cast(_seq as STRING)) not in (select discarded from discarded_rows) and (not exists (
  select 1 from `ops`.`held_deliveries` d
  where d.hospital_id = @hospital_id and d.table_name = @table_name
    and d.run_id = j._run_id and d.source_file = coalesce(j._source_file, ''))))
),
described as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by `transaction_id`) < 3 then concat(concat(coalesce(concat(cast(length(`transaction_id`) as STRING), ':', `transaction_id`), '-'), coalesce(concat(cast(length(`encounter_id`) as STRING), ':', `encounter_id`), '-'), coalesce(concat(cast(length(`patient_id`) as STRING), ':', `patient_id`), '-'), coalesce(concat(cast(length(`provider_id`) as STRING), ':', `provider_id`), '-'), coalesce(concat(cast(length(`department_id`) as STRING), ':', `department_id`), '-'), coalesce(concat(cast(length(cast(`visit_date` as string)) as STRING), ':', cast(`visit_date` as string)), '-'), coalesce(concat(cast(length(cast(`service_date` as string)) as STRING), ':', cast(`service_date` as string)), '-'), coalesce(concat(cast(length(cast(`paid_date` as string)) as STRING), ':', cast(`paid_date` as string)), '-'), coalesce(concat(cast(length(`visit_type`) as STRING), ':', `visit_type`), '-'), coalesce(concat(cast(length(cast(`amount` as string)) as STRING), ':', cast(`amount` as string)), '-'), coalesce(concat(cast(length(`amount_type`) as STRING), ':', `amount_type`), '-'), coalesce(concat(cast(length(cast(`paid_amount` as string)) as STRING), ':', cast(`paid_amount` as string)), '-'), coalesce(concat(cast(length(`claim_id`) as STRING), ':', `claim_id`), '-'), coalesce(concat(cast(length(`payer_id`) as STRING), ':', `payer_id`), '-'), coalesce(concat(cast(length(`procedure_code`) as STRING), ':', `procedure_code`), '-'), coalesce(concat(cast(length(`icd_code`) as STRING), ':', `icd_code`), '-'), coalesce(concat(cast(length(`line_of_business`) as STRING), ':', `line_of_business`), '-'), coalesce(concat(cast(length(`medicaid_id`) as STRING), ':', `medicaid_id`), '-'), coalesce(concat(cast(length(`medicare_id`) as STRING), ':', `medicare_id`), '-'), ''), coalesce(_unreadable, '')) else _row_hash end) as content,
    row_number() over (partition by `transaction_id`, _taken_at order by _run_id desc, _seq desc) as recency
  from events
),
compared as (
  select *, lag(content) over (partition by `transaction_id` order by _taken_at) as content_before from described where recency = 1
),
changed as (
  select *, row_number() over (partition by `transaction_id` order by _taken_at) as place,
    lag(_source_ts) over (partition by `transaction_id` order by _taken_at) as stated_before, lag(_taken_at) over (partition by `transaction_id` order by _taken_at) as taken_before,
    _op = 'U' and coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') and _source_ts <= _taken_at as is_possible
  from compared where content_before <> content or (content_before is null and _op = 'U')
),
chained as (
  select *,
    max(case when is_possible and (taken_before is null or _source_ts > taken_before) then place end) over (partition by `transaction_id` order by place rows between unbounded preceding and current row) as anchor,
    max(case when not is_possible or stated_before is null or stated_before >= _source_ts then place end) over (partition by `transaction_id` order by place rows between unbounded preceding and current row) as last_break
  from changed
),
timed as (
  select *, coalesce(anchor >= coalesce(last_break, 0), false) as is_stated from chained
),
changes as (
  select *, case when is_stated then _source_ts else _taken_at end as begins_at from timed
),
versions as (
  select *, lead(begins_at) over (partition by `transaction_id` order by begins_at) as ended_at from changes
),
written as (
  select *, nullif(substr(concat(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:encounter_id(,|$)')) then ',unmapped_kept:encounter_id' else '' end,
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
          case when not coalesce(`modified_at` is null or date(`modified_at`, 'UTC') between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',modified_at_plausible' else '' end,
          case when not is_stated then ',source_time_implausible' else '' end, ''), 2), '') as _warnings from versions where _op = 'U'
)
select
  v.`hospital_id`,
  v.`transaction_id`,
  v.`encounter_id`,
  v.`patient_id`,
  v.`provider_id`,
  v.`department_id`,
  v.`visit_date`,
  v.`service_date`,
  v.`paid_date`,
  v.`visit_type`,
  v.`amount`,
  v.`amount_type`,
  v.`paid_amount`,
  v.`claim_id`,
  v.`payer_id`,
  v.`procedure_code`,
  v.`icd_code`,
  v.`line_of_business`,
  v.`medicaid_id`,
  v.`medicare_id`,
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
from `silver`.`transactions` v
where hospital_id = @hospital_id
  and not exists (
    select 1 from written w
    where w.`transaction_id` = v.`transaction_id` and w.begins_at = v.valid_from and w._run_id = v._run_id and w._row_hash = v._row_hash
      and coalesce(v.valid_to, timestamp '9999-12-31 00:00:00.000000+00:00') = coalesce(w.ended_at, timestamp '9999-12-31 00:00:00.000000+00:00')
      and coalesce(v._warnings, '') = coalesce(w._warnings, '')
      and concat(coalesce(concat(cast(length(w.`transaction_id`) as STRING), ':', w.`transaction_id`), '-'), coalesce(concat(cast(length(w.`encounter_id`) as STRING), ':', w.`encounter_id`), '-'), coalesce(concat(cast(length(w.`patient_id`) as STRING), ':', w.`patient_id`), '-'), coalesce(concat(cast(length(w.`provider_id`) as STRING), ':', w.`provider_id`), '-'), coalesce(concat(cast(length(w.`department_id`) as STRING), ':', w.`department_id`), '-'), coalesce(concat(cast(length(cast(w.`visit_date` as string)) as STRING), ':', cast(w.`visit_date` as string)), '-'), coalesce(concat(cast(length(cast(w.`service_date` as string)) as STRING), ':', cast(w.`service_date` as string)), '-'), coalesce(concat(cast(length(cast(w.`paid_date` as string)) as STRING), ':', cast(w.`paid_date` as string)), '-'), coalesce(concat(cast(length(w.`visit_type`) as STRING), ':', w.`visit_type`), '-'), coalesce(concat(cast(length(cast(w.`amount` as string)) as STRING), ':', cast(w.`amount` as string)), '-'), coalesce(concat(cast(length(w.`amount_type`) as STRING), ':', w.`amount_type`), '-'), coalesce(concat(cast(length(cast(w.`paid_amount` as string)) as STRING), ':', cast(w.`paid_amount` as string)), '-'), coalesce(concat(cast(length(w.`claim_id`) as STRING), ':', w.`claim_id`), '-'), coalesce(concat(cast(length(w.`payer_id`) as STRING), ':', w.`payer_id`), '-'), coalesce(concat(cast(length(w.`procedure_code`) as STRING), ':', w.`procedure_code`), '-'), coalesce(concat(cast(length(w.`icd_code`) as STRING), ':', w.`icd_code`), '-'), coalesce(concat(cast(length(w.`line_of_business`) as STRING), ':', w.`line_of_business`), '-'), coalesce(concat(cast(length(w.`medicaid_id`) as STRING), ':', w.`medicaid_id`), '-'), coalesce(concat(cast(length(w.`medicare_id`) as STRING), ':', w.`medicare_id`), '-'), '') = concat(coalesce(concat(cast(length(v.`transaction_id`) as STRING), ':', v.`transaction_id`), '-'), coalesce(concat(cast(length(v.`encounter_id`) as STRING), ':', v.`encounter_id`), '-'), coalesce(concat(cast(length(v.`patient_id`) as STRING), ':', v.`patient_id`), '-'), coalesce(concat(cast(length(v.`provider_id`) as STRING), ':', v.`provider_id`), '-'), coalesce(concat(cast(length(v.`department_id`) as STRING), ':', v.`department_id`), '-'), coalesce(concat(cast(length(cast(v.`visit_date` as string)) as STRING), ':', cast(v.`visit_date` as string)), '-'), coalesce(concat(cast(length(cast(v.`service_date` as string)) as STRING), ':', cast(v.`service_date` as string)), '-'), coalesce(concat(cast(length(cast(v.`paid_date` as string)) as STRING), ':', cast(v.`paid_date` as string)), '-'), coalesce(concat(cast(length(v.`visit_type`) as STRING), ':', v.`visit_type`), '-'), coalesce(concat(cast(length(cast(v.`amount` as string)) as STRING), ':', cast(v.`amount` as string)), '-'), coalesce(concat(cast(length(v.`amount_type`) as STRING), ':', v.`amount_type`), '-'), coalesce(concat(cast(length(cast(v.`paid_amount` as string)) as STRING), ':', cast(v.`paid_amount` as string)), '-'), coalesce(concat(cast(length(v.`claim_id`) as STRING), ':', v.`claim_id`), '-'), coalesce(concat(cast(length(v.`payer_id`) as STRING), ':', v.`payer_id`), '-'), coalesce(concat(cast(length(v.`procedure_code`) as STRING), ':', v.`procedure_code`), '-'), coalesce(concat(cast(length(v.`icd_code`) as STRING), ':', v.`icd_code`), '-'), coalesce(concat(cast(length(v.`line_of_business`) as STRING), ':', v.`line_of_business`), '-'), coalesce(concat(cast(length(v.`medicaid_id`) as STRING), ':', v.`medicaid_id`), '-'), coalesce(concat(cast(length(v.`medicare_id`) as STRING), ':', v.`medicare_id`), '-'), ''));
