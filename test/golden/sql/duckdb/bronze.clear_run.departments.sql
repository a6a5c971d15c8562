delete from "bronze_hospital_a"."departments" where _run_id = $run_id;
