-- Generated from the code; npm run docs writes it again.
insert into "gold"."dim_cpt_code" ("cpt_key")
select
  'unknown' as "cpt_key";
