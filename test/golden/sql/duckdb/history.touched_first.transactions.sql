-- Generated from the code; npm run docs writes it again.
create or replace temp table history_touched as
select b."transaction_id" as "of_transaction_id" from "bronze_hospital_a"."transactions" b where b.hospital_id = $hospital_id and b."transaction_id" is not null group by b."transaction_id" having count(*) > 1;
