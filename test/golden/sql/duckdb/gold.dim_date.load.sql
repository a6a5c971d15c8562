-- Generated from the code; npm run docs writes it again.
insert into "gold"."dim_date" ("date_key", "day", "year", "month", "month_start", "month_end")
      select strftime(day, '%Y-%m-%d'), day, extract(year from day), extract(month from day), cast(date_trunc('month', day) as date), last_day(day)
      from (select cast(unnest(generate_series(cast((select min(day) from (
        select service_date as day from "silver"."transactions" where is_current
        union distinct
        select paid_date as day from "silver"."transactions" where is_current
        union distinct
        select service_date as day from "silver"."claims" where is_current
        union distinct
        select claim_date as day from "silver"."claims" where is_current
        union distinct
        select adjudication_date as day from "silver"."claims" where is_current
        union distinct
        select encounter_date as day from "silver"."encounters" where is_current
      ) used where day between date '1900-01-01' and date '2099-12-31') as timestamp), cast((select max(day) from (
        select service_date as day from "silver"."transactions" where is_current
        union distinct
        select paid_date as day from "silver"."transactions" where is_current
        union distinct
        select service_date as day from "silver"."claims" where is_current
        union distinct
        select claim_date as day from "silver"."claims" where is_current
        union distinct
        select adjudication_date as day from "silver"."claims" where is_current
        union distinct
        select encounter_date as day from "silver"."encounters" where is_current
      ) used where day between date '1900-01-01' and date '2099-12-31') as timestamp), interval 1 day)) as date) as day) calendar;
