-- Generated from the code; npm run docs writes it again.
delete from `silver`.`claims` as v
where v.hospital_id = @hospital_id and exists (select 1 from history_replaced r where not r.ends and r.`of_claim_id` = v.`claim_id` and r.begins_at = v.valid_from);
