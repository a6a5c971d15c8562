delete from `silver`.`npi` as v where v.hospital_id = @hospital_id;
