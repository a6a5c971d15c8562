delete from `silver`.`claims` as v where hospital_id = @hospital_id;
