-- Generated from the code; npm run docs writes it again.
delete from `silver`.`cpt_codes` as v where hospital_id = @hospital_id and `procedure_code` in (
        select `procedure_code` from `bronze_reference`.`cpt_codes` b where _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null));
