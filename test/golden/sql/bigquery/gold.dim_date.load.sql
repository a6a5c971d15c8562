-- Generated from the code; npm run docs writes it again.
insert into `gold`.`dim_date` (`date_key`, `day`, `year`, `month`, `month_start`, `month_end`)
      select format_date('%F', day), day, extract(year from day), extract(month from day), date_trunc(day, month), last_day(day, month)
      from (select day from unnest(generate_date_array((select min(day) from (
        select service_date as day from `silver`.`transactions` where is_current
        union distinct
        select paid_date as day from `silver`.`transactions` where is_current
        union distinct
        select service_date as day from `silver`.`claims` where is_current
        union distinct
        select claim_date as day from `silver`.`claims` where is_current
        union distinct
        select adjudication_date as day from `silver`.`claims` where is_current
        union distinct
        select encounter_date as day from `silver`.`encounters` where is_current
      ) used where day between date '1900-01-01' and date '2099-12-31'), (select max(day) from (
        select service_date as day from `silver`.`transactions` where is_current
        union distinct
        select paid_date as day from `silver`.`transactions` where is_current
        union distinct
        select service_date as day from `silver`.`claims` where is_current
        union distinct
        select claim_date as day from `silver`.`claims` where is_current
        union distinct
        select adjudication_date as day from `silver`.`claims` where is_current
        union distinct
        select encounter_date as day from `silver`.`encounters` where is_current
      ) used where day between date '1900-01-01' and date '2099-12-31'))) as day) calendar;
