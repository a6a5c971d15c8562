delete from "silver"."claims" as v where v.hospital_id = $hospital_id;
