-- Generated from the code; npm run docs writes it again.
create or replace temp table history_touched as
select b."claim_id" as "of_claim_id" from "bronze_hospital_a"."claims" b where b.hospital_id = $hospital_id and b."claim_id" is not null group by b."claim_id" having count(*) > 1;
