-- Generated from the code; npm run docs writes it again.
insert into "ops"."quality_results" ("run_id", "hospital_id", "table_name", "rule_id", "severity", "rows_checked", "rows_failed")
with events as (
          select _run_id, count(*) as rows_checked,
            sum(case when (coalesce(_conflicting, false)) then 1 else 0 end) as failed_0,
            sum(case when ("claim_id" is null) then 1 else 0 end) as failed_1,
            sum(case when ("service_date" is null) then 1 else 0 end) as failed_2,
            sum(case when ("claim_date" is null) then 1 else 0 end) as failed_3,
            sum(case when ("claim_amount" is null) then 1 else 0 end) as failed_4,
            sum(case when ("paid_amount" is null) then 1 else 0 end) as failed_5,
            sum(case when ("claim_status" is null) then 1 else 0 end) as failed_6,
            sum(case when (_unreadable is not null and regexp_matches(_unreadable, '"service_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:service_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:service_date(,|$)'))) then 1 else 0 end) as failed_7,
            sum(case when (_unreadable is not null and regexp_matches(_unreadable, '"claim_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:claim_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:claim_date(,|$)'))) then 1 else 0 end) as failed_8,
            sum(case when (_unreadable is not null and regexp_matches(_unreadable, '"adjudication_date" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:adjudication_date(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:adjudication_date(,|$)'))) then 1 else 0 end) as failed_9,
            sum(case when (_unreadable is not null and regexp_matches(_unreadable, '"claim_amount" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:claim_amount(,|$)'))) then 1 else 0 end) as failed_10,
            sum(case when (_unreadable is not null and regexp_matches(_unreadable, '"paid_amount" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:paid_amount(,|$)'))) then 1 else 0 end) as failed_11,
            sum(case when (_unreadable is not null and regexp_matches(_unreadable, '"deductible" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:deductible(,|$)'))) then 1 else 0 end) as failed_12,
            sum(case when (_unreadable is not null and regexp_matches(_unreadable, '"coinsurance" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:coinsurance(,|$)'))) then 1 else 0 end) as failed_13,
            sum(case when (_unreadable is not null and regexp_matches(_unreadable, '"copay" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:copay(,|$)'))) then 1 else 0 end) as failed_14,
            sum(case when (_unreadable is not null and regexp_matches(_unreadable, '"inserted_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:inserted_at(,|$)'))) then 1 else 0 end) as failed_15,
            sum(case when (_unreadable is not null and regexp_matches(_unreadable, '"modified_at" *:') and not (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) and not (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)'))) then 1 else 0 end) as failed_16,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:service_date(,|$)')) then 1 else 0 end) as failed_17,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:claim_date(,|$)')) then 1 else 0 end) as failed_18,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:adjudication_date(,|$)')) then 1 else 0 end) as failed_19,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:inserted_at(,|$)')) then 1 else 0 end) as failed_20,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_dates:modified_at(,|$)')) then 1 else 0 end) as failed_21,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:claim_amount(,|$)')) then 1 else 0 end) as failed_22,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:paid_amount(,|$)')) then 1 else 0 end) as failed_23,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:deductible(,|$)')) then 1 else 0 end) as failed_24,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:coinsurance(,|$)')) then 1 else 0 end) as failed_25,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_amounts:copay(,|$)')) then 1 else 0 end) as failed_26,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:claim_id(,|$)')) then 1 else 0 end) as failed_27,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:transaction_id(,|$)')) then 1 else 0 end) as failed_28,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:patient_id(,|$)')) then 1 else 0 end) as failed_29,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:encounter_id(,|$)')) then 1 else 0 end) as failed_30,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:provider_id(,|$)')) then 1 else 0 end) as failed_31,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:department_id(,|$)')) then 1 else 0 end) as failed_32,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)scientific_notation:payer_id(,|$)')) then 1 else 0 end) as failed_33,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:transaction_id(,|$)')) then 1 else 0 end) as failed_34,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:patient_id(,|$)')) then 1 else 0 end) as failed_35,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:encounter_id(,|$)')) then 1 else 0 end) as failed_36,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:provider_id(,|$)')) then 1 else 0 end) as failed_37,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:department_id(,|$)')) then 1 else 0 end) as failed_38,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:service_date(,|$)')) then 1 else 0 end) as failed_39,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:claim_date(,|$)')) then 1 else 0 end) as failed_40,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:adjudication_date(,|$)')) then 1 else 0 end) as failed_41,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:payer_id(,|$)')) then 1 else 0 end) as failed_42,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:claim_status(,|$)')) then 1 else 0 end) as failed_43,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:payer_type(,|$)')) then 1 else 0 end) as failed_44,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:inserted_at(,|$)')) then 1 else 0 end) as failed_45,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped:modified_at(,|$)')) then 1 else 0 end) as failed_46,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:transaction_id(,|$)')) then 1 else 0 end) as failed_47,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:patient_id(,|$)')) then 1 else 0 end) as failed_48,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:encounter_id(,|$)')) then 1 else 0 end) as failed_49,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:provider_id(,|$)')) then 1 else 0 end) as failed_50,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:department_id(,|$)')) then 1 else 0 end) as failed_51,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:service_date(,|$)')) then 1 else 0 end) as failed_52,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:claim_date(,|$)')) then 1 else 0 end) as failed_53,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:adjudication_date(,|$)')) then 1 else 0 end) as failed_54,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:payer_id(,|$)')) then 1 else 0 end) as failed_55,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:claim_status(,|$)')) then 1 else 0 end) as failed_56,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:payer_type(,|$)')) then 1 else 0 end) as failed_57,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:inserted_at(,|$)')) then 1 else 0 end) as failed_58,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:modified_at(,|$)')) then 1 else 0 end) as failed_59,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)ambiguous_dates:')) then 1 else 0 end) as failed_60,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)mixed_spellings:')) then 1 else 0 end) as failed_61,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)null_text:')) then 1 else 0 end) as failed_62,
            sum(case when (_notes is not null and regexp_matches(_notes, '(^|,)fewer_lines:')) then 1 else 0 end) as failed_63,
            sum(case when not coalesce("patient_id" is not null or _notes is not null and regexp_matches(_notes, '(^|,)absent:patient_id(,|$)'), false) then 1 else 0 end) as failed_64,
            sum(case when not coalesce("claim_status" in ('Pending', 'Approved', 'Paid', 'Denied', 'Rejected', 'Voided', 'Reversed', 'Replaced'), false) then 1 else 0 end) as failed_65,
            sum(case when not coalesce("claim_amount" >= 0 or "claim_status" in ('Voided', 'Reversed', 'Replaced'), false) then 1 else 0 end) as failed_66,
            sum(case when not coalesce("paid_amount" >= 0 or "claim_status" in ('Voided', 'Reversed', 'Replaced'), false) then 1 else 0 end) as failed_67,
            sum(case when not coalesce("paid_amount" <= "claim_amount", false) then 1 else 0 end) as failed_68,
            sum(case when not coalesce("claim_date" >= "service_date", false) then 1 else 0 end) as failed_69,
            sum(case when not coalesce("service_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then 1 else 0 end) as failed_70,
            sum(case when not coalesce("claim_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then 1 else 0 end) as failed_71,
            sum(case when not coalesce("adjudication_date" is null or "adjudication_date" between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then 1 else 0 end) as failed_72,
            sum(case when not coalesce("modified_at" is null or cast("modified_at" as date) between date '1990-01-01' and cast(cast(_taken_at as date) + cast(1 as integer) as date), false) then 1 else 0 end) as failed_73
          from "bronze_hospital_a"."claims" b
          where _op = 'U' and _run_id in (select "run_id"
  from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null
  union distinct
  select "run_id"
  from "ops"."held_deliveries" where hospital_id = $hospital_id and table_name = $table_name)
          group by _run_id
),
lines as (
          select _run_id, count(*) as rejected from "quarantine"."claims" q
          where hospital_id = $hospital_id and _raw_line is not null and _run_id in (select "run_id"
  from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null
  union distinct
  select "run_id"
  from "ops"."held_deliveries" where hospital_id = $hospital_id and table_name = $table_name)
          group by _run_id
),
counted as (
          select l.run_id, coalesce(e.rows_checked, 0) as rows_checked, coalesce(r.rejected, 0) as rejected,
            coalesce(e.failed_0, 0) as failed_0, coalesce(e.failed_1, 0) as failed_1, coalesce(e.failed_2, 0) as failed_2, coalesce(e.failed_3, 0) as failed_3, coalesce(e.failed_4, 0) as failed_4, coalesce(e.failed_5, 0) as failed_5, coalesce(e.failed_6, 0) as failed_6, coalesce(e.failed_7, 0) as failed_7, coalesce(e.failed_8, 0) as failed_8, coalesce(e.failed_9, 0) as failed_9, coalesce(e.failed_10, 0) as failed_10, coalesce(e.failed_11, 0) as failed_11, coalesce(e.failed_12, 0) as failed_12, coalesce(e.failed_13, 0) as failed_13, coalesce(e.failed_14, 0) as failed_14, coalesce(e.failed_15, 0) as failed_15, coalesce(e.failed_16, 0) as failed_16, coalesce(e.failed_17, 0) as failed_17, coalesce(e.failed_18, 0) as failed_18, coalesce(e.failed_19, 0) as failed_19, coalesce(e.failed_20, 0) as failed_20, coalesce(e.failed_21, 0) as failed_21, coalesce(e.failed_22, 0) as failed_22, coalesce(e.failed_23, 0) as failed_23, coalesce(e.failed_24, 0) as failed_24, coalesce(e.failed_25, 0) as failed_25, coalesce(e.failed_26, 0) as failed_26, coalesce(e.failed_27, 0) as failed_27, coalesce(e.failed_28, 0) as failed_28, coalesce(e.failed_29, 0) as failed_29, coalesce(e.failed_30, 0) as failed_30, coalesce(e.failed_31, 0) as failed_31, coalesce(e.failed_32, 0) as failed_32, coalesce(e.failed_33, 0) as failed_33, coalesce(e.failed_34, 0) as failed_34, coalesce(e.failed_35, 0) as failed_35, coalesce(e.failed_36, 0) as failed_36, coalesce(e.failed_37, 0) as failed_37, coalesce(e.failed_38, 0) as failed_38, coalesce(e.failed_39, 0) as failed_39, coalesce(e.failed_40, 0) as failed_40, coalesce(e.failed_41, 0) as failed_41, coalesce(e.failed_42, 0) as failed_42, coalesce(e.failed_43, 0) as failed_43, coalesce(e.failed_44, 0) as failed_44, coalesce(e.failed_45, 0) as failed_45, coalesce(e.failed_46, 0) as failed_46, coalesce(e.failed_47, 0) as failed_47, coalesce(e.failed_48, 0) as failed_48, coalesce(e.failed_49, 0) as failed_49, coalesce(e.failed_50, 0) as failed_50, coalesce(e.failed_51, 0) as failed_51, coalesce(e.failed_52, 0) as failed_52, coalesce(e.failed_53, 0) as failed_53, coalesce(e.failed_54, 0) as failed_54, coalesce(e.failed_55, 0) as failed_55, coalesce(e.failed_56, 0) as failed_56, coalesce(e.failed_57, 0) as failed_57, coalesce(e.failed_58, 0) as failed_58, coalesce(e.failed_59, 0) as failed_59, coalesce(e.failed_60, 0) as failed_60, coalesce(e.failed_61, 0) as failed_61, coalesce(e.failed_62, 0) as failed_62, coalesce(e.failed_63, 0) as failed_63, coalesce(e.failed_64, 0) as failed_64, coalesce(e.failed_65, 0) as failed_65, coalesce(e.failed_66, 0) as failed_66, coalesce(e.failed_67, 0) as failed_67, coalesce(e.failed_68, 0) as failed_68, coalesce(e.failed_69, 0) as failed_69, coalesce(e.failed_70, 0) as failed_70, coalesce(e.failed_71, 0) as failed_71, coalesce(e.failed_72, 0) as failed_72, coalesce(e.failed_73, 0) as failed_73
          from "ops"."loads" l
          left join events e on e._run_id = l.run_id
          left join lines r on r._run_id = l.run_id
          where l.hospital_id = $hospital_id and l.table_name = $table_name and l.run_id in (select "run_id"
  from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null
  union distinct
  select "run_id"
  from "ops"."held_deliveries" where hospital_id = $hospital_id and table_name = $table_name)
),
results as (
  select "run_id", 'conflicting_rows' as "rule_id", 'error' as "severity", "rows_checked", failed_0 as "rows_failed"
  from counted
  union all
  select "run_id", 'required:claim_id' as "rule_id", 'error' as "severity", "rows_checked", failed_1 as "rows_failed"
  from counted
  union all
  select "run_id", 'required:service_date' as "rule_id", 'error' as "severity", "rows_checked", failed_2 as "rows_failed"
  from counted
  union all
  select "run_id", 'required:claim_date' as "rule_id", 'error' as "severity", "rows_checked", failed_3 as "rows_failed"
  from counted
  union all
  select "run_id", 'required:claim_amount' as "rule_id", 'error' as "severity", "rows_checked", failed_4 as "rows_failed"
  from counted
  union all
  select "run_id", 'required:paid_amount' as "rule_id", 'error' as "severity", "rows_checked", failed_5 as "rows_failed"
  from counted
  union all
  select "run_id", 'required:claim_status' as "rule_id", 'error' as "severity", "rows_checked", failed_6 as "rows_failed"
  from counted
  union all
  select "run_id", 'unreadable:service_date' as "rule_id", 'error' as "severity", "rows_checked", failed_7 as "rows_failed"
  from counted
  union all
  select "run_id", 'unreadable:claim_date' as "rule_id", 'error' as "severity", "rows_checked", failed_8 as "rows_failed"
  from counted
  union all
  select "run_id", 'unreadable:adjudication_date' as "rule_id", 'error' as "severity", "rows_checked", failed_9 as "rows_failed"
  from counted
  union all
  select "run_id", 'unreadable:claim_amount' as "rule_id", 'error' as "severity", "rows_checked", failed_10 as "rows_failed"
  from counted
  union all
  select "run_id", 'unreadable:paid_amount' as "rule_id", 'error' as "severity", "rows_checked", failed_11 as "rows_failed"
  from counted
  union all
  select "run_id", 'unreadable:deductible' as "rule_id", 'error' as "severity", "rows_checked", failed_12 as "rows_failed"
  from counted
  union all
  select "run_id", 'unreadable:coinsurance' as "rule_id", 'error' as "severity", "rows_checked", failed_13 as "rows_failed"
  from counted
  union all
  select "run_id", 'unreadable:copay' as "rule_id", 'error' as "severity", "rows_checked", failed_14 as "rows_failed"
  from counted
  union all
  select "run_id", 'unreadable:inserted_at' as "rule_id", 'error' as "severity", "rows_checked", failed_15 as "rows_failed"
  from counted
  union all
  select "run_id", 'unreadable:modified_at' as "rule_id", 'error' as "severity", "rows_checked", failed_16 as "rows_failed"
  from counted
  union all
  select "run_id", 'mixed_dates:service_date' as "rule_id", 'error' as "severity", "rows_checked", failed_17 as "rows_failed"
  from counted
  union all
  select "run_id", 'mixed_dates:claim_date' as "rule_id", 'error' as "severity", "rows_checked", failed_18 as "rows_failed"
  from counted
  union all
  select "run_id", 'mixed_dates:adjudication_date' as "rule_id", 'error' as "severity", "rows_checked", failed_19 as "rows_failed"
  from counted
  union all
  select "run_id", 'mixed_dates:inserted_at' as "rule_id", 'error' as "severity", "rows_checked", failed_20 as "rows_failed"
  from counted
  union all
  select "run_id", 'mixed_dates:modified_at' as "rule_id", 'error' as "severity", "rows_checked", failed_21 as "rows_failed"
  from counted
  union all
  select "run_id", 'mixed_amounts:claim_amount' as "rule_id", 'error' as "severity", "rows_checked", failed_22 as "rows_failed"
  from counted
  union all
  select "run_id", 'mixed_amounts:paid_amount' as "rule_id", 'error' as "severity", "rows_checked", failed_23 as "rows_failed"
  from counted
  union all
  select "run_id", 'mixed_amounts:deductible' as "rule_id", 'error' as "severity", "rows_checked", failed_24 as "rows_failed"
  from counted
  union all
  select "run_id", 'mixed_amounts:coinsurance' as "rule_id", 'error' as "severity", "rows_checked", failed_25 as "rows_failed"
  from counted
  union all
  select "run_id", 'mixed_amounts:copay' as "rule_id", 'error' as "severity", "rows_checked", failed_26 as "rows_failed"
  from counted
  union all
  select "run_id", 'scientific_notation:claim_id' as "rule_id", 'error' as "severity", "rows_checked", failed_27 as "rows_failed"
  from counted
  union all
  select "run_id", 'scientific_notation:transaction_id' as "rule_id", 'error' as "severity", "rows_checked", failed_28 as "rows_failed"
  from counted
  union all
  select "run_id", 'scientific_notation:patient_id' as "rule_id", 'error' as "severity", "rows_checked", failed_29 as "rows_failed"
  from counted
  union all
  select "run_id", 'scientific_notation:encounter_id' as "rule_id", 'error' as "severity", "rows_checked", failed_30 as "rows_failed"
  from counted
  union all
  select "run_id", 'scientific_notation:provider_id' as "rule_id", 'error' as "severity", "rows_checked", failed_31 as "rows_failed"
  from counted
  union all
  select "run_id", 'scientific_notation:department_id' as "rule_id", 'error' as "severity", "rows_checked", failed_32 as "rows_failed"
  from counted
  union all
  select "run_id", 'scientific_notation:payer_id' as "rule_id", 'error' as "severity", "rows_checked", failed_33 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped:transaction_id' as "rule_id", 'error' as "severity", "rows_checked", failed_34 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped:patient_id' as "rule_id", 'error' as "severity", "rows_checked", failed_35 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped:encounter_id' as "rule_id", 'error' as "severity", "rows_checked", failed_36 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped:provider_id' as "rule_id", 'error' as "severity", "rows_checked", failed_37 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped:department_id' as "rule_id", 'error' as "severity", "rows_checked", failed_38 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped:service_date' as "rule_id", 'error' as "severity", "rows_checked", failed_39 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped:claim_date' as "rule_id", 'error' as "severity", "rows_checked", failed_40 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped:adjudication_date' as "rule_id", 'error' as "severity", "rows_checked", failed_41 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped:payer_id' as "rule_id", 'error' as "severity", "rows_checked", failed_42 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped:claim_status' as "rule_id", 'error' as "severity", "rows_checked", failed_43 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped:payer_type' as "rule_id", 'error' as "severity", "rows_checked", failed_44 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped:inserted_at' as "rule_id", 'error' as "severity", "rows_checked", failed_45 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped:modified_at' as "rule_id", 'error' as "severity", "rows_checked", failed_46 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped_kept:transaction_id' as "rule_id", 'warning' as "severity", "rows_checked", failed_47 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped_kept:patient_id' as "rule_id", 'warning' as "severity", "rows_checked", failed_48 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped_kept:encounter_id' as "rule_id", 'warning' as "severity", "rows_checked", failed_49 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped_kept:provider_id' as "rule_id", 'warning' as "severity", "rows_checked", failed_50 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped_kept:department_id' as "rule_id", 'warning' as "severity", "rows_checked", failed_51 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped_kept:service_date' as "rule_id", 'warning' as "severity", "rows_checked", failed_52 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped_kept:claim_date' as "rule_id", 'warning' as "severity", "rows_checked", failed_53 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped_kept:adjudication_date' as "rule_id", 'warning' as "severity", "rows_checked", failed_54 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped_kept:payer_id' as "rule_id", 'warning' as "severity", "rows_checked", failed_55 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped_kept:claim_status' as "rule_id", 'warning' as "severity", "rows_checked", failed_56 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped_kept:payer_type' as "rule_id", 'warning' as "severity", "rows_checked", failed_57 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped_kept:inserted_at' as "rule_id", 'warning' as "severity", "rows_checked", failed_58 as "rows_failed"
  from counted
  union all
  select "run_id", 'unmapped_kept:modified_at' as "rule_id", 'warning' as "severity", "rows_checked", failed_59 as "rows_failed"
  from counted
  union all
  select "run_id", 'ambiguous_dates' as "rule_id", 'warning' as "severity", "rows_checked", failed_60 as "rows_failed"
  from counted
  union all
  select "run_id", 'mixed_spellings' as "rule_id", 'warning' as "severity", "rows_checked", failed_61 as "rows_failed"
  from counted
  union all
  select "run_id", 'null_text' as "rule_id", 'warning' as "severity", "rows_checked", failed_62 as "rows_failed"
  from counted
  union all
  select "run_id", 'fewer_lines' as "rule_id", 'warning' as "severity", "rows_checked", failed_63 as "rows_failed"
  from counted
  union all
  select "run_id", 'patient_present' as "rule_id", 'error' as "severity", "rows_checked", failed_64 as "rows_failed"
  from counted
  union all
  select "run_id", 'status_known' as "rule_id", 'error' as "severity", "rows_checked", failed_65 as "rows_failed"
  from counted
  union all
  select "run_id", 'claimed_not_negative' as "rule_id", 'warning' as "severity", "rows_checked", failed_66 as "rows_failed"
  from counted
  union all
  select "run_id", 'paid_not_negative' as "rule_id", 'warning' as "severity", "rows_checked", failed_67 as "rows_failed"
  from counted
  union all
  select "run_id", 'paid_at_most_claimed' as "rule_id", 'warning' as "severity", "rows_checked", failed_68 as "rows_failed"
  from counted
  union all
  select "run_id", 'claimed_after_service' as "rule_id", 'warning' as "severity", "rows_checked", failed_69 as "rows_failed"
  from counted
  union all
  select "run_id", 'service_date_plausible' as "rule_id", 'error' as "severity", "rows_checked", failed_70 as "rows_failed"
  from counted
  union all
  select "run_id", 'claim_date_plausible' as "rule_id", 'error' as "severity", "rows_checked", failed_71 as "rows_failed"
  from counted
  union all
  select "run_id", 'adjudication_date_plausible' as "rule_id", 'error' as "severity", "rows_checked", failed_72 as "rows_failed"
  from counted
  union all
  select "run_id", 'modified_at_plausible' as "rule_id", 'warning' as "severity", "rows_checked", failed_73 as "rows_failed"
  from counted
  union all
  select "run_id", 'unreadable_line' as "rule_id", 'error' as "severity", rows_checked + rejected as "rows_checked", rejected as "rows_failed"
  from counted
)
select
  "run_id",
  $hospital_id as "hospital_id",
  $table_name as "table_name",
  "rule_id",
  "severity",
  cast(rows_checked as bigint) as "rows_checked",
  cast(rows_failed as bigint) as "rows_failed"
from results;
