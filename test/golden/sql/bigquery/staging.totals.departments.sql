-- Generated from the code; npm run docs writes it again.
select count(*) as row_count from `staging`.`hospital_a__departments` s;
