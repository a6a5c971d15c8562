delete from `silver`.`claims` as v where v.hospital_id = @hospital_id and exists (
        select 1 from `bronze_hospital_a`.`claims` t
        where t.`claim_id` = v.`claim_id` and t._run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null));
