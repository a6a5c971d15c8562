-- Generated from the code; npm run docs writes it again.
update `ops`.`loads`
set rows_landed = @rows_landed, rows_new = (select count(*) from `bronze_hospital_a`.`patients` where _run_id = @run_id and _op = 'U'), rows_deleted = (select count(*) from `bronze_hospital_a`.`patients` where _run_id = @run_id and _op = 'D'), appended_at = current_timestamp(), applied_at = null,
  taken_at = @logged_at, absent_columns = @absent_columns
where run_id = @run_id and hospital_id = @hospital_id and table_name = @table_name;
