-- Generated from the code; npm run docs writes it again.
create or replace temp table history_touched as
select b.`icd_code` as `of_icd_code` from `bronze_reference`.`icd_codes` b where b.hospital_id = @hospital_id and b.`icd_code` is not null group by b.`icd_code` having count(*) > 1;
