-- Generated from the code; npm run docs writes it again.
select watermark, mapping_version, absent_columns from `ops`.`loads`
where hospital_id = @hospital_id and table_name = @table_name
order by coalesce(taken_at, loaded_at) desc, run_id desc limit 1;
