-- Generated from the code; npm run docs writes it again.
create or replace temp table history_touched as
select b."patient_id" as "of_patient_id" from "bronze_hospital_a"."patients" b where b.hospital_id = $hospital_id and b."patient_id" is not null group by b."patient_id" having count(*) > 1;
