-- Generated from the code; npm run docs writes it again.
delete from `silver`.`encounters` as v where hospital_id = @hospital_id and `encounter_id` in (
        select `encounter_id` from `bronze_hospital_a`.`encounters` b where _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null));
