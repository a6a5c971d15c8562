-- Generated from the code; npm run docs writes it again.
insert into "gold"."dim_date" ("date_key", "day", "year", "month", "month_start", "month_end")
select
  strftime(day, '%Y-%m-%d') as "date_key",
  "day",
  extract(year from day) as "year",
  extract(month from day) as "month",
  cast(date_trunc('month', day) as date) as "month_start",
  last_day(day) as "month_end"
from (select cast(unnest(generate_series(cast((select first_day from (
  select min(first_day) as "first_day", max(last_day) as "last_day"
  from (
    select min(service_date) as "first_day", max(service_date) as "last_day"
    from "silver"."transactions" s where is_current and service_date between date '1900-01-01' and date '2099-12-31'
    union all
    select min(paid_date) as "first_day", max(paid_date) as "last_day"
    from "silver"."transactions" s where is_current and paid_date between date '1900-01-01' and date '2099-12-31'
    union all
    select min(service_date) as "first_day", max(service_date) as "last_day"
    from "silver"."claims" s where is_current and service_date between date '1900-01-01' and date '2099-12-31'
    union all
    select min(claim_date) as "first_day", max(claim_date) as "last_day"
    from "silver"."claims" s where is_current and claim_date between date '1900-01-01' and date '2099-12-31'
    union all
    select min(adjudication_date) as "first_day", max(adjudication_date) as "last_day"
    from "silver"."claims" s where is_current and adjudication_date between date '1900-01-01' and date '2099-12-31'
    union all
    select min(encounter_date) as "first_day", max(encounter_date) as "last_day"
    from "silver"."encounters" s where is_current and encounter_date between date '1900-01-01' and date '2099-12-31'
  ) ends
) used) as timestamp), cast((select last_day from (
  select min(first_day) as "first_day", max(last_day) as "last_day"
  from (
    select min(service_date) as "first_day", max(service_date) as "last_day"
    from "silver"."transactions" s where is_current and service_date between date '1900-01-01' and date '2099-12-31'
    union all
    select min(paid_date) as "first_day", max(paid_date) as "last_day"
    from "silver"."transactions" s where is_current and paid_date between date '1900-01-01' and date '2099-12-31'
    union all
    select min(service_date) as "first_day", max(service_date) as "last_day"
    from "silver"."claims" s where is_current and service_date between date '1900-01-01' and date '2099-12-31'
    union all
    select min(claim_date) as "first_day", max(claim_date) as "last_day"
    from "silver"."claims" s where is_current and claim_date between date '1900-01-01' and date '2099-12-31'
    union all
    select min(adjudication_date) as "first_day", max(adjudication_date) as "last_day"
    from "silver"."claims" s where is_current and adjudication_date between date '1900-01-01' and date '2099-12-31'
    union all
    select min(encounter_date) as "first_day", max(encounter_date) as "last_day"
    from "silver"."encounters" s where is_current and encounter_date between date '1900-01-01' and date '2099-12-31'
  ) ends
) used) as timestamp), interval 1 day)) as date) as day) calendar;
