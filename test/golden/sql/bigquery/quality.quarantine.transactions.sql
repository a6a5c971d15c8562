-- Generated from the code; npm run docs writes it again.
insert into `quarantine`.`transactions` (`hospital_id`, `transaction_id`, `encounter_id`, `patient_id`, `provider_id`, `department_id`, `visit_date`, `service_date`, `paid_date`, `visit_type`, `amount`, `amount_type`, `paid_amount`, `claim_id`, `payer_id`, `procedure_code`, `icd_code`, `line_of_business`, `medicaid_id`, `medicare_id`, `inserted_at`, `modified_at`, `_run_id`, `_op`, `_source_ts`, `_source_time_kind`, `_seq`, `_row_hash`, `_hash_version`, `_unreadable`, `_notes`, `_source_file`, `_source_line`, `_rule_ids`, `_shape`, `_conflicts_with`)
with discarded_rows as (
  select concat(run_id, ':', cast(seq as STRING)) as discarded from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from `ops`.`quarantine_decisions` n where table_name = 'transactions' and n.hospital_id = @hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'discarded'
),
judged as (
  select `hospital_id`, `transaction_id`, `encounter_id`, `patient_id`, `provider_id`, `department_id`, `visit_date`, `service_date`, `paid_date`, `visit_type`, `amount`, `amount_type`, `paid_amount`, `claim_id`, `payer_id`, `procedure_code`, `icd_code`, `line_of_business`, `medicaid_id`, `medicare_id`, `inserted_at`, `modified_at`, `_run_id`, `_op`, `_source_ts`, `_source_time_kind`, `_seq`, `_row_hash`, `_hash_version`, `_unreadable`, `_notes`, `_source_file`, `_source_line`, `_conflicting`, case when (coalesce(_conflicting, false))
          or (`transaction_id` is null)
          or (`service_date` is null)
          or (`amount` is null)
          or (`paid_amount` is null)
          or (_unreadable is not null and regexp_contains(_unreadable, '"visit_date" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:visit_date(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:visit_date(,|$)')))
          or (_unreadable is not null and regexp_contains(_unreadable, '"service_date" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:service_date(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:service_date(,|$)')))
          or (_unreadable is not null and regexp_contains(_unreadable, '"paid_date" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:paid_date(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:paid_date(,|$)')))
          or (_unreadable is not null and regexp_contains(_unreadable, '"amount" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:amount(,|$)')))
          or (_unreadable is not null and regexp_contains(_unreadable, '"paid_amount" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:paid_amount(,|$)')))
          or (_unreadable is not null and regexp_contains(_unreadable, '"inserted_at" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:inserted_at(,|$)')))
          or (_unreadable is not null and regexp_contains(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:modified_at(,|$)')))
          or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:visit_date(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:service_date(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:paid_date(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:inserted_at(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_amounts:amount(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)mixed_amounts:paid_amount(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:transaction_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:encounter_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:patient_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:provider_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:department_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:claim_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:payer_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:medicaid_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:medicare_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:patient_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:provider_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:department_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:visit_date(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:service_date(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:paid_date(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:visit_type(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:amount_type(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:claim_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:payer_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:procedure_code(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:icd_code(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:line_of_business(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:medicaid_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:medicare_id(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:inserted_at(,|$)'))
          or (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:modified_at(,|$)'))
          or not coalesce(`encounter_id` is not null or _notes is not null and regexp_contains(_notes, '(^|,)absent:encounter_id(,|$)'), false)
          or not coalesce(`amount` >= 0, false)
          or not coalesce(`paid_amount` >= 0, false)
          or not coalesce(`service_date` between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false)
          or not coalesce(`paid_date` is null or `paid_date` between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
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
          case when not coalesce(`paid_date` is null or `paid_date` between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',paid_date_plausible' else '' end, ''), 2) end as `_rule_ids`
  from `bronze_hospital_a`.`transactions` b where _op = 'U' and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
),
broken as (
  select *, case when coalesce(_conflicting, false) then min(_seq) over (partition by _run_id, _source_file, coalesce(_conflicting, false), `transaction_id`) end as _conflicts_with from judged j
  where _rule_ids is not null or concat(_run_id, ':', cast(_seq as STRING)) in (select discarded from discarded_rows)
)
select
  `hospital_id`,
  `transaction_id`,
  `encounter_id`,
  `patient_id`,
  `provider_id`,
  `department_id`,
  `visit_date`,
  `service_date`,
  `paid_date`,
  `visit_type`,
  `amount`,
  `amount_type`,
  `paid_amount`,
  `claim_id`,
  `payer_id`,
  `procedure_code`,
  `icd_code`,
  `line_of_business`,
  `medicaid_id`,
  `medicare_id`,
  `inserted_at`,
  `modified_at`,
  `_run_id`,
  `_op`,
  `_source_ts`,
  `_source_time_kind`,
  `_seq`,
  `_row_hash`,
  `_hash_version`,
  `_unreadable`,
  `_notes`,
  `_source_file`,
  `_source_line`,
  coalesce(_rule_ids, 'discarded') as `_rule_ids`,
  nullif(substr(concat(case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:transaction_id)(,|$)') then concat(', transaction_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"transaction_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"transaction_id" *: *"', ''), '".*$', '') else `transaction_id` end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:encounter_id|encounter_present)(,|$)') then concat(', encounter_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"encounter_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"encounter_id" *: *"', ''), '".*$', '') else `encounter_id` end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:patient_id)(,|$)') then concat(', patient_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"patient_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"patient_id" *: *"', ''), '".*$', '') else `patient_id` end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:provider_id)(,|$)') then concat(', provider_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"provider_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"provider_id" *: *"', ''), '".*$', '') else `provider_id` end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:department_id)(,|$)') then concat(', department_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"department_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"department_id" *: *"', ''), '".*$', '') else `department_id` end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:visit_date|visit_date_plausible)(,|$)') then concat(', visit_date: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"visit_date" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"visit_date" *: *"', ''), '".*$', '') else format_date('%F', `visit_date`) end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:service_date|paid_after_service|service_date_plausible)(,|$)') then concat(', service_date: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"service_date" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"service_date" *: *"', ''), '".*$', '') else format_date('%F', `service_date`) end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:paid_date|paid_after_service|paid_date_plausible)(,|$)') then concat(', paid_date: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"paid_date" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"paid_date" *: *"', ''), '".*$', '') else format_date('%F', `paid_date`) end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:visit_type)(,|$)') then concat(', visit_type: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"visit_type" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"visit_type" *: *"', ''), '".*$', '') else `visit_type` end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:amount|amount_not_negative|paid_at_most_charged)(,|$)') then concat(', amount: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"amount" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"amount" *: *"', ''), '".*$', '') else case when regexp_contains(cast(`amount` as string), '\\.') then rtrim(rtrim(cast(`amount` as string), '0'), '.') else cast(`amount` as string) end end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:amount_type)(,|$)') then concat(', amount_type: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"amount_type" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"amount_type" *: *"', ''), '".*$', '') else `amount_type` end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:paid_amount|paid_not_negative|paid_at_most_charged)(,|$)') then concat(', paid_amount: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"paid_amount" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"paid_amount" *: *"', ''), '".*$', '') else case when regexp_contains(cast(`paid_amount` as string), '\\.') then rtrim(rtrim(cast(`paid_amount` as string), '0'), '.') else cast(`paid_amount` as string) end end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:claim_id)(,|$)') then concat(', claim_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"claim_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"claim_id" *: *"', ''), '".*$', '') else `claim_id` end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:payer_id)(,|$)') then concat(', payer_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"payer_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"payer_id" *: *"', ''), '".*$', '') else `payer_id` end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:procedure_code)(,|$)') then concat(', procedure_code: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"procedure_code" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"procedure_code" *: *"', ''), '".*$', '') else `procedure_code` end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:icd_code)(,|$)') then concat(', icd_code: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"icd_code" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"icd_code" *: *"', ''), '".*$', '') else `icd_code` end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:line_of_business)(,|$)') then concat(', line_of_business: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"line_of_business" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"line_of_business" *: *"', ''), '".*$', '') else `line_of_business` end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:medicaid_id)(,|$)') then concat(', medicaid_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"medicaid_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"medicaid_id" *: *"', ''), '".*$', '') else `medicaid_id` end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:medicare_id)(,|$)') then concat(', medicare_id: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"medicare_id" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"medicare_id" *: *"', ''), '".*$', '') else `medicare_id` end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:inserted_at)(,|$)') then concat(', inserted_at: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"inserted_at" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"inserted_at" *: *"', ''), '".*$', '') else format_timestamp('%F %H:%M:%E6S', `inserted_at`, 'UTC') end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end,
          case when regexp_contains(_rule_ids, '(^|,)([a-z_]+:modified_at|modified_at_plausible)(,|$)') then concat(', modified_at: ', coalesce(substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(case when _unreadable is not null and regexp_contains(_unreadable, '"modified_at" *:') then regexp_replace(regexp_replace(regexp_replace(_unreadable, '\\\\(u[0-9a-fA-F]{4}|.)', '?'), '^.*"modified_at" *: *"', ''), '".*$', '') else format_timestamp('%F %H:%M:%E6S', `modified_at`, 'UTC') end, '\\p{Lu}', 'A'), '[^\\P{L}A]', 'a'), '\\p{Nd}', '9'), '[^ -~]', '?'), 1, 24), 'NULL')) else '' end, ''), 3), '') as `_shape`,
  `_conflicts_with`
from broken;
