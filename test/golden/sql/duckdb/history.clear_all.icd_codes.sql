delete from "silver"."icd_codes" as v where v.hospital_id = $hospital_id;
