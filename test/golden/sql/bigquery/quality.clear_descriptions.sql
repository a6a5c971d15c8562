-- Generated from the code; npm run docs writes it again.
delete from `ops`.`quality_results` where run_id = 'run' and table_name = 'group_lookup';
