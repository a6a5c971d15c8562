-- Generated from the code; npm run docs writes it again.
delete from `silver`.`departments` as v
where v.hospital_id = @hospital_id and exists (select 1 from history_replaced r where not r.ends and r.`of_department_id` = v.`department_id` and r.begins_at = v.valid_from);
