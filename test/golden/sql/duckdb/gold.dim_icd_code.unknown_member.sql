insert into "gold"."dim_icd_code" ("icd_key") values ('unknown');
