-- Generated from the code; npm run docs writes it again.
create or replace temp table history_touched as
select b."provider_id" as "of_provider_id" from "bronze_hospital_a"."providers" b where b.hospital_id = $hospital_id and b."provider_id" is not null group by b."provider_id" having count(*) > 1;
