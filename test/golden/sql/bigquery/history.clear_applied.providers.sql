delete from `silver`.`providers` as v where hospital_id = @hospital_id;
