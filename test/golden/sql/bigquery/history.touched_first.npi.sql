-- Generated from the code; npm run docs writes it again.
create or replace temp table history_touched as
select b.`npi` as `of_npi` from `bronze_reference`.`npi` b where b.hospital_id = @hospital_id and b.`npi` is not null group by b.`npi` having count(*) > 1;
