-- Generated from the code; npm run docs writes it again.
delete from `silver`.`icd_codes` as v where hospital_id = @hospital_id and `icd_code` in (
        select `icd_code` from `bronze_reference`.`icd_codes` b where _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null));
