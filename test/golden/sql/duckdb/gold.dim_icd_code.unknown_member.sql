-- Generated from the code; npm run docs writes it again.
insert into "gold"."dim_icd_code" ("icd_key")
select
  'unknown' as "icd_key";
