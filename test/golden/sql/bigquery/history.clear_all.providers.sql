delete from `silver`.`providers` as v where v.hospital_id = @hospital_id;
