delete from "bronze_hospital_a"."encounters" where _run_id = $run_id;
