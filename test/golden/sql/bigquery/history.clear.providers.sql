-- Generated from the code; npm run docs writes it again.
delete from `silver`.`providers` as v where hospital_id = @hospital_id and `provider_id` in (
        select `provider_id` from `bronze_hospital_a`.`providers` b where _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null));
