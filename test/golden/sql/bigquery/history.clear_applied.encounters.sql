delete from `silver`.`encounters` as v where hospital_id = @hospital_id;
