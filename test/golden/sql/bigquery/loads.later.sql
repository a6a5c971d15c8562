-- Generated from the code; npm run docs writes it again.
select run_id from `ops`.`loads` l
where hospital_id = @hospital_id and table_name = @table_name
  and taken_at > @taken_at and run_id <> @run_id
order by taken_at, run_id;
