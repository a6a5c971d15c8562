-- Generated from the code; npm run docs writes it again.
create or replace temp table history_touched as
select b.`procedure_code` as `of_procedure_code`
from `bronze_reference`.`cpt_codes` b where b.`procedure_code` is not null and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
union distinct
select b.`procedure_code` as `of_procedure_code`
from `bronze_reference`.`cpt_codes` b where b.`procedure_code` is not null and concat(_run_id, ':', cast(_seq as STRING)) in (
          select concat(run_id, ':', cast(seq as STRING)) from `ops`.`quarantine_decisions` d
          where hospital_id = @hospital_id and table_name = 'cpt_codes' and kind = 'row' and decision = 'released' and made_by = 'person');
