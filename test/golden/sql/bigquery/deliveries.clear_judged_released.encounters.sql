-- Generated from the code; npm run docs writes it again.
delete from `ops`.`deliveries` where hospital_id = @hospital_id and table_name = @table_name and step = 'check' and run_id in (select run_id from `ops`.`quarantine_decisions` d where hospital_id = @hospital_id and table_name = 'encounters' and kind = 'row' and decision = 'released' and made_by = 'person' and run_id in (select `run_id`
from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is not null
union distinct
select `run_id`
from `ops`.`held_deliveries` where hospital_id = @hospital_id and table_name = @table_name));
