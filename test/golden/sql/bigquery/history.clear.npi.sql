-- Generated from the code; npm run docs writes it again.
delete from `silver`.`npi` as v where hospital_id = @hospital_id and `npi` in (
        select `npi` from `bronze_reference`.`npi` b where _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null));
