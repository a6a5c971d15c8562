-- Generated from the code; npm run docs writes it again.
delete from "bronze_hospital_a"."encounters" where _run_id = $run_id;
