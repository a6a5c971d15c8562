-- Generated from the code; npm run docs writes it again.
insert into `ops`.`quality_results` (`run_id`, `hospital_id`, `table_name`, `rule_id`, `severity`, `rows_checked`, `rows_failed`)
with events as (
  select _run_id, count(*) as rows_checked,
    sum(case when (coalesce(_conflicting, false)) then 1 else 0 end) as failed_0,
    sum(case when (`patient_id` is null) then 1 else 0 end) as failed_1,
    sum(case when (_unreadable is not null and regexp_contains(_unreadable, '"date_of_birth" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:date_of_birth(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:date_of_birth(,|$)'))) then 1 else 0 end) as failed_2,
    sum(case when (_unreadable is not null and regexp_contains(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:modified_at(,|$)'))) then 1 else 0 end) as failed_3,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:date_of_birth(,|$)')) then 1 else 0 end) as failed_4,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_dates:modified_at(,|$)')) then 1 else 0 end) as failed_5,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:patient_id(,|$)')) then 1 else 0 end) as failed_6,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:first_name(,|$)')) then 1 else 0 end) as failed_7,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:last_name(,|$)')) then 1 else 0 end) as failed_8,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:middle_name(,|$)')) then 1 else 0 end) as failed_9,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:ssn(,|$)')) then 1 else 0 end) as failed_10,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:phone_number(,|$)')) then 1 else 0 end) as failed_11,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:gender(,|$)')) then 1 else 0 end) as failed_12,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:date_of_birth(,|$)')) then 1 else 0 end) as failed_13,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:address(,|$)')) then 1 else 0 end) as failed_14,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:modified_at(,|$)')) then 1 else 0 end) as failed_15,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:first_name(,|$)')) then 1 else 0 end) as failed_16,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:last_name(,|$)')) then 1 else 0 end) as failed_17,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:middle_name(,|$)')) then 1 else 0 end) as failed_18,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:ssn(,|$)')) then 1 else 0 end) as failed_19,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:phone_number(,|$)')) then 1 else 0 end) as failed_20,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:gender(,|$)')) then 1 else 0 end) as failed_21,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:date_of_birth(,|$)')) then 1 else 0 end) as failed_22,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:address(,|$)')) then 1 else 0 end) as failed_23,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:modified_at(,|$)')) then 1 else 0 end) as failed_24,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)ambiguous_dates:')) then 1 else 0 end) as failed_25,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)mixed_spellings:')) then 1 else 0 end) as failed_26,
    sum(case when (_notes is not null and regexp_contains(_notes, '(^|,)null_text:')) then 1 else 0 end) as failed_27,
    sum(case when not coalesce(`date_of_birth` is not null or _notes is not null and regexp_contains(_notes, '(^|,)absent:date_of_birth(,|$)'), false) then 1 else 0 end) as failed_28,
    sum(case when not coalesce(`date_of_birth` is null or `date_of_birth` between date '1900-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then 1 else 0 end) as failed_29,
    sum(case when not coalesce(`modified_at` is null or date(`modified_at`, 'UTC') between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then 1 else 0 end) as failed_30
  from `bronze_hospital_a`.`patients` b
  where _op = 'U' and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
  group by _run_id
),
lines as (
  select _run_id, count(*) as rejected from `quarantine`.`patients` q
  where hospital_id = @hospital_id and _raw_line is not null and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
  group by _run_id
),
counted as (
  select l.run_id, coalesce(e.rows_checked, 0) as rows_checked, coalesce(r.rejected, 0) as rejected,
    coalesce(e.failed_0, 0) as failed_0, coalesce(e.failed_1, 0) as failed_1, coalesce(e.failed_2, 0) as failed_2, coalesce(e.failed_3, 0) as failed_3, coalesce(e.failed_4, 0) as failed_4, coalesce(e.failed_5, 0) as failed_5, coalesce(e.failed_6, 0) as failed_6, coalesce(e.failed_7, 0) as failed_7, coalesce(e.failed_8, 0) as failed_8, coalesce(e.failed_9, 0) as failed_9, coalesce(e.failed_10, 0) as failed_10, coalesce(e.failed_11, 0) as failed_11, coalesce(e.failed_12, 0) as failed_12, coalesce(e.failed_13, 0) as failed_13, coalesce(e.failed_14, 0) as failed_14, coalesce(e.failed_15, 0) as failed_15, coalesce(e.failed_16, 0) as failed_16, coalesce(e.failed_17, 0) as failed_17, coalesce(e.failed_18, 0) as failed_18, coalesce(e.failed_19, 0) as failed_19, coalesce(e.failed_20, 0) as failed_20, coalesce(e.failed_21, 0) as failed_21, coalesce(e.failed_22, 0) as failed_22, coalesce(e.failed_23, 0) as failed_23, coalesce(e.failed_24, 0) as failed_24, coalesce(e.failed_25, 0) as failed_25, coalesce(e.failed_26, 0) as failed_26, coalesce(e.failed_27, 0) as failed_27, coalesce(e.failed_28, 0) as failed_28, coalesce(e.failed_29, 0) as failed_29, coalesce(e.failed_30, 0) as failed_30
  from `ops`.`loads` l
  left join events e on e._run_id = l.run_id
  left join lines r on r._run_id = l.run_id
  where l.hospital_id = @hospital_id and l.table_name = @table_name and l.run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
),
results as (
  select `run_id`, 'conflicting_rows' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_0 as `rows_failed`
  from counted
  union all
  select `run_id`, 'required:patient_id' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_1 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unreadable:date_of_birth' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_2 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unreadable:modified_at' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_3 as `rows_failed`
  from counted
  union all
  select `run_id`, 'mixed_dates:date_of_birth' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_4 as `rows_failed`
  from counted
  union all
  select `run_id`, 'mixed_dates:modified_at' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_5 as `rows_failed`
  from counted
  union all
  select `run_id`, 'scientific_notation:patient_id' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_6 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:first_name' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_7 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:last_name' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_8 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:middle_name' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_9 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:ssn' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_10 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:phone_number' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_11 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:gender' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_12 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:date_of_birth' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_13 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:address' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_14 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped:modified_at' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_15 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:first_name' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_16 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:last_name' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_17 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:middle_name' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_18 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:ssn' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_19 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:phone_number' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_20 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:gender' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_21 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:date_of_birth' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_22 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:address' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_23 as `rows_failed`
  from counted
  union all
  select `run_id`, 'unmapped_kept:modified_at' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_24 as `rows_failed`
  from counted
  union all
  select `run_id`, 'ambiguous_dates' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_25 as `rows_failed`
  from counted
  union all
  select `run_id`, 'mixed_spellings' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_26 as `rows_failed`
  from counted
  union all
  select `run_id`, 'null_text' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_27 as `rows_failed`
  from counted
  union all
  select `run_id`, 'birth_date_present' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_28 as `rows_failed`
  from counted
  union all
  select `run_id`, 'birth_date_plausible' as `rule_id`, 'error' as `severity`, `rows_checked`, failed_29 as `rows_failed`
  from counted
  union all
  select `run_id`, 'modified_at_plausible' as `rule_id`, 'warning' as `severity`, `rows_checked`, failed_30 as `rows_failed`
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
