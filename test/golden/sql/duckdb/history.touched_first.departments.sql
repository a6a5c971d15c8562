-- Generated from the code; npm run docs writes it again.
create or replace temp table history_touched as
select b."department_id" as "of_department_id" from "bronze_hospital_a"."departments" b where b.hospital_id = $hospital_id and b."department_id" is not null group by b."department_id" having count(*) > 1;
