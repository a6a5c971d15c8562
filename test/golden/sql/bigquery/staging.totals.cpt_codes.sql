select count(*) as row_count from `staging`.`reference__cpt_codes` s;
