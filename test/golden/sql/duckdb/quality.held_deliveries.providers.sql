-- Generated from the code; npm run docs writes it again.
select run_id, source_file, rows_checked, rows_broken from "ops"."held_deliveries" d
where hospital_id = $hospital_id and table_name = $table_name
order by run_id, source_file;
