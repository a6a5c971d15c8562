delete from "silver"."transactions" as v where v.hospital_id = $hospital_id;
