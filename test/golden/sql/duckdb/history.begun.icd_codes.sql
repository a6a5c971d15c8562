-- Generated from the code; npm run docs writes it again.
select (select count(*) from "ops"."loads" l where hospital_id = $hospital_id and table_name = $table_name and applied_at is not null) as applied, (select count(*) from "silver"."icd_codes" v where hospital_id = $hospital_id) as versions;
