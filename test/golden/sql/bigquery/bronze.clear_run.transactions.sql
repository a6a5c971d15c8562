-- Generated from the code; npm run docs writes it again.
delete from `bronze_hospital_a`.`transactions` where _run_id = @run_id;
