insert into "gold"."dim_date" ("date_key") values ('unknown');
