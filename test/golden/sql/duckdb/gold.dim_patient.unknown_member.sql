-- Generated from the code; npm run docs writes it again.
insert into "gold"."dim_patient" ("patient_key", effective_from, is_current) values ('unknown', timestamp '1900-01-01 00:00:00.000000', true);
