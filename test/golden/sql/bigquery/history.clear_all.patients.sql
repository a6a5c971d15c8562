delete from `silver`.`patients` as v where v.hospital_id = @hospital_id;
