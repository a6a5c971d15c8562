-- Generated from the code; npm run docs writes it again.
select rows_landed, rows_new, rows_deleted from "ops"."loads"
where run_id = $run_id and hospital_id = $hospital_id and table_name = $table_name;
