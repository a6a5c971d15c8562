delete from `silver`.`cpt_codes` as v where v.hospital_id = @hospital_id;
