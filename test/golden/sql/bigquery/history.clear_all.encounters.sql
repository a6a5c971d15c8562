delete from `silver`.`encounters` as v where v.hospital_id = @hospital_id;
