-- Generated from the code; npm run docs writes it again.
create or replace temp table history_touched as
select b."encounter_id" as "of_encounter_id" from "bronze_hospital_a"."encounters" b where b.hospital_id = $hospital_id and b."encounter_id" is not null group by b."encounter_id" having count(*) > 1;
