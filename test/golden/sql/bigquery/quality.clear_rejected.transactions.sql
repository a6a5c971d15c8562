-- Generated from the code; npm run docs writes it again.
delete from `quarantine`.`transactions`
where hospital_id = @hospital_id and _run_id = @run_id and _raw_line is not null;
