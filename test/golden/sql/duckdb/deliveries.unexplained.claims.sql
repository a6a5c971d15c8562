-- Generated from the code; npm run docs writes it again.
select * from (
select "run_id", "delivery", "measure", "step"
from "ops"."deliveries" where hospital_id = $hospital_id and table_name = $table_name and run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null) and total_read <> total_accepted + total_held + total_superseded + total_equal
union all
select "run_id", 'every delivery' as "delivery", 'rows' as "measure", 'load' as "step"
from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null and appended_at is not null and rows_landed > 0
  and run_id not in (select run_id from "ops"."deliveries" where hospital_id = $hospital_id and table_name = $table_name and step = 'load')
) found order by run_id, delivery, measure, step;
