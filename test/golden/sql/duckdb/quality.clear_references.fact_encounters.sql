delete from "ops"."quality_results" where run_id = $run_id and table_name = 'fact_encounters';
