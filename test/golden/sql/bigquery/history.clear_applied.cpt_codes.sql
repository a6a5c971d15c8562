delete from `silver`.`cpt_codes` as v where hospital_id = @hospital_id;
