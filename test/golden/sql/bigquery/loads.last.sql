-- Generated from the code; npm run docs writes it again.
select run_id from `ops`.`loads`
where hospital_id = @hospital_id and table_name = @table_name
order by loaded_at desc, run_id desc limit 1;
