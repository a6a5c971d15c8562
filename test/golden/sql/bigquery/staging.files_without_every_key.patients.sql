-- Generated from the code; npm run docs writes it again.
select distinct _source_file as source_file from `staging`.`hospital_a__patients` s where _source_file is not null and (`patient_id` is null);
