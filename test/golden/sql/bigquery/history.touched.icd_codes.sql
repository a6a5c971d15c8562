-- Generated from the code; npm run docs writes it again.
create or replace temp table history_touched as
select b.`icd_code` as `of_icd_code`
from `bronze_reference`.`icd_codes` b where b.`icd_code` is not null and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)
union distinct
select b.`icd_code` as `of_icd_code`
from `bronze_reference`.`icd_codes` b where b.`icd_code` is not null and concat(_run_id, ':', cast(_seq as STRING)) in (
          select concat(run_id, ':', cast(seq as STRING)) from `ops`.`quarantine_decisions` d
          where hospital_id = @hospital_id and table_name = 'icd_codes' and kind = 'row' and decision = 'released' and made_by = 'person');
