-- Generated from the code; npm run docs writes it again.
create or replace temp table history_touched as
select b."procedure_code" as "of_procedure_code" from "bronze_reference"."cpt_codes" b where b.hospital_id = $hospital_id and b."procedure_code" is not null group by b."procedure_code" having count(*) > 1;
