-- Generated from the code; npm run docs writes it again.
insert into "gold"."dim_date" ("date_key")
select
  'unknown' as "date_key";
