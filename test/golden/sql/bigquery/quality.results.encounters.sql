-- Generated from the code; npm run docs writes it again.
insert into `ops`.`quality_results` (`run_id`, `hospital_id`, `table_name`, `rule_id`, `severity`, `rows_checked`, `rows_failed`)
with events as (
  select _run_id, count(*) as rows_checked,
    sum(case when (coalesce(_conflicting, false)) then 1 else 0 end) as failed_0,
    sum(case when (`encounter_id` is null) then 1 else 0 end) as failed_1,
    sum(case when (`encounter_date` is null) then 1 else 0 end) as failed_2,
    sum(case when (_unreadable is not null and regexp_contains(_unreadable, '"encounter_date" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:encounter_date(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_date(,|$)'))) then 1 else 0 end) as failed_3,
    sum(case when (_unreadable is not null and regexp_contains(_unreadable, '"inserted_at" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:inserted_at(,|$)'))) then 1 else 0 end) as failed_4,
    sum(case when (_unreadable is not null and regexp_contains(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:modified_at(,|$)'))) then 1 else 0 end) as failed_5,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:encounter_date(,|$)')) then 1 else 0 end) as failed_6,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) then 1 else 0 end) as failed_7,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)')) then 1 else 0 end) as failed_8,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:encounter_id(,|$)')) then 1 else 0 end) as failed_9,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:patient_id(,|$)')) then 1 else 0 end) as failed_10,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:provider_id(,|$)')) then 1 else 0 end) as failed_11,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:department_id(,|$)')) then 1 else 0 end) as failed_12,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:patient_id(,|$)')) then 1 else 0 end) as failed_13,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_date(,|$)')) then 1 else 0 end) as failed_14,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:encounter_type(,|$)')) then 1 else 0 end) as failed_15,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:provider_id(,|$)')) then 1 else 0 end) as failed_16,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:department_id(,|$)')) then 1 else 0 end) as failed_17,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:procedure_code(,|$)')) then 1 else 0 end) as failed_18,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:inserted_at(,|$)')) then 1 else 0 end) as failed_19,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:modified_at(,|$)')) then 1 else 0 end) as failed_20,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:patient_id(,|$)')) then 1 else 0 end) as failed_21,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:encounter_date(,|$)')) then 1 else 0 end) as failed_22,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:encounter_type(,|$)')) then 1 else 0 end) as failed_23,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:provider_id(,|$)')) then 1 else 0 end) as failed_24,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:department_id(,|$)')) then 1 else 0 end) as failed_25,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:procedure_code(,|$)')) then 1 else 0 end) as failed_26,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:inserted_at(,|$)')) then 1 else 0 end) as failed_27,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:modified_at(,|$)')) then 1 else 0 end) as failed_28,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)ambiguous_dates:')) then 1 else 0 end) as failed_29,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_spellings:')) then 1 else 0 end) as failed_30,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)null_text:')) then 1 else 0 end) as failed_31,
    sum(case when not coalesce(`patient_id` is not null or _notes is not null and regexp_contains(_notes, '(^|,)absent:patient_id(,|$)'), false) then 1 else 0 end) as failed_32,
    sum(case when not coalesce(`encounter_date` between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then 1 else 0 end) as failed_33,
    sum(case when not coalesce(`modified_at` is null or date(`modified_at`, 'UTC') between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then 1 else 0 end) as failed_34
  from `bronze_hospital_a`.`encounters` b
  where _op = 'U' and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
  group by _run_id
),
lines as (
  select _run_id, count(*) as rejected from `quarantine`.`encounters` q
  where hospital_id = @hospital_id and _raw_line is not null and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
  group by _run_id
),
counted as (
  select l.run_id, coalesce(e.rows_checked, 0) as rows_checked, coalesce(r.rejected, 0) as rejected,
    coalesce(e.failed_0, 0) as failed_0, coalesce(e.failed_1, 0) as failed_1, coalesce(e.failed_2, 0) as failed_2, coalesce(e.failed_3, 0) as failed_3, coalesce(e.failed_4, 0) as failed_4, coalesce(e.failed_5, 0) as failed_5, coalesce(e.failed_6, 0) as failed_6, coalesce(e.failed_7, 0) as failed_7, coalesce(e.failed_8, 0) as failed_8, coalesce(e.failed_9, 0) as failed_9, coalesce(e.failed_10, 0) as failed_10, coalesce(e.failed_11, 0) as failed_11, coalesce(e.failed_12, 0) as failed_12, coalesce(e.failed_13, 0) as failed_13, coalesce(e.failed_14, 0) as failed_14, coalesce(e.failed_15, 0) as failed_15, coalesce(e.failed_16, 0) as failed_16, coalesce(e.failed_17, 0) as failed_17, coalesce(e.failed_18, 0) as failed_18, coalesce(e.failed_19, 0) as failed_19, coalesce(e.failed_20, 0) as failed_20, coalesce(e.failed_21, 0) as failed_21, coalesce(e.failed_22, 0) as failed_22, coalesce(e.failed_23, 0) as failed_23, coalesce(e.failed_24, 0) as failed_24, coalesce(e.failed_25, 0) as failed_25, coalesce(e.failed_26, 0) as failed_26, coalesce(e.failed_27, 0) as failed_27, coalesce(e.failed_28, 0) as failed_28, coalesce(e.failed_29, 0) as failed_29, coalesce(e.failed_30, 0) as failed_30, coalesce(e.failed_31, 0) as failed_31, coalesce(e.failed_32, 0) as failed_32, coalesce(e.failed_33, 0) as failed_33, coalesce(e.failed_34, 0) as failed_34
  from `ops`.`loads` l
  left join events e on e._run_id = l.run_id
  left join lines r on r._run_id = l.run_id
  where l.hospital_id = @hospital_id and l.table_name = @table_name and l.run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
),
results as (
  select `run_id`, 'conflicting_rows' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_0 as `rows_failed`
  from counted
  union all
  select `run_id`, 'required:encounter_id' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_1 as `rows_failed`
  from counted
  union all
  select `run_id`, 'required:encounter_date' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_2 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unreadable:encounter_date' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_3 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unreadable:inserted_at' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_4 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unreadable:modified_at' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_5 as `rows_failed`
  from counted
  union all
  select `run_id`, 'mixed_dates:encounter_date' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_6 as `rows_failed`
  from counted
  union all
  select `run_id`, 'mixed_dates:inserted_at' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_7 as `rows_failed`
  from counted
  union all
  select `run_id`, 'mixed_dates:modified_at' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_8 as `rows_failed`
  from counted
  union all
  select `run_id`, 'scientific_notation:encounter_id' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_9 as `rows_failed`
  from counted
  union all
  select `run_id`, 'scientific_notation:patient_id' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_10 as `rows_failed`
  from counted
  union all
  select `run_id`, 'scientific_notation:provider_id' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_11 as `rows_failed`
  from counted
  union all
  select `run_id`, 'scientific_notation:department_id' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_12 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:patient_id' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_13 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:encounter_date' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_14 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:encounter_type' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_15 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:provider_id' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_16 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:department_id' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_17 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:procedure_code' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_18 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:inserted_at' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_19 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:modified_at' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_20 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:patient_id' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_21 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:encounter_date' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_22 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:encounter_type' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_23 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:provider_id' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_24 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:department_id' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_25 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:procedure_code' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_26 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:inserted_at' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_27 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:modified_at' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_28 as `rows_failed`
  from counted
  union all
  select `run_id`, 'ambiguous_dates' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_29 as `rows_failed`
  from counted
  union all
  select `run_id`, 'mixed_spellings' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_30 as `rows_failed`
  from counted
  union all
  select `run_id`, 'null_text' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_31 as `rows_failed`
  from counted
  union all
  select `run_id`, 'patient_present' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_32 as `rows_failed`
  from counted
  union all
  select `run_id`, 'encounter_date_plausible' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_33 as `rows_failed`
  from counted
  union all
  select `run_id`, 'modified_at_plausible' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_34 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unreadable_line' as `rule_id`, 'error' as `severity`, rows_checked + rejected as `rows_checked`, rejected as `rows_failed`
  from counted
)
select
  `run_id`,
  @hospital_id as `hospital_id`,
  @table_name as `table_name`,
  `rule_id`,
  `severity`,
  cast(rows_checked as INT64) as `rows_checked`,
  cast(rows_failed as INT64) as `rows_failed`
from results;
