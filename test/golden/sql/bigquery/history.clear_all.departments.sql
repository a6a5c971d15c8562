delete from `silver`.`departments` as v where v.hospital_id = @hospital_id;
