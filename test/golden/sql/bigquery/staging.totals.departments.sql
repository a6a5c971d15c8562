select count(*) as row_count from `staging`.`hospital_a__departments` s;
