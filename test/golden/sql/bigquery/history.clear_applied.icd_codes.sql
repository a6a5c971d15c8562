delete from `silver`.`icd_codes` as v where hospital_id = @hospital_id;
