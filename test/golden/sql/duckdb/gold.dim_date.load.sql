-- Generated from the code; npm run docs writes it again.
insert into "gold"."dim_date" ("date_key", "day", "year", "month", "month_start", "month_end")
select
  strftime(day, '%Y-%m-%d') as "date_key",
  "day",
  extract(year from day) as "year",
  extract(month from day) as "month",
  cast(date_trunc('month', day) as date) as "month_start",
  last_day(day) as "month_end"
from (select cast(unnest(generate_series(cast((select min(day) from (
  select service_date as "day"
  from "silver"."transactions" s where is_current
  union distinct
  select paid_date as "day"
  from "silver"."transactions" s where is_current
  union distinct
  select service_date as "day"
  from "silver"."claims" s where is_current
  union distinct
  select claim_date as "day"
  from "silver"."claims" s where is_current
  union distinct
  select adjudication_date as "day"
  from "silver"."claims" s where is_current
  union distinct
  select encounter_date as "day"
  from "silver"."encounters" s where is_current
) used where day between date '1900-01-01' and date '2099-12-31') as timestamp), cast((select max(day) from (
  select service_date as "day"
  from "silver"."transactions" s where is_current
  union distinct
  select paid_date as "day"
  from "silver"."transactions" s where is_current
  union distinct
  select service_date as "day"
  from "silver"."claims" s where is_current
  union distinct
  select claim_date as "day"
  from "silver"."claims" s where is_current
  union distinct
  select adjudication_date as "day"
  from "silver"."claims" s where is_current
  union distinct
  select encounter_date as "day"
  from "silver"."encounters" s where is_current
) used where day between date '1900-01-01' and date '2099-12-31') as timestamp), interval 1 day)) as date) as day) calendar;
