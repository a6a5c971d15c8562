delete from "silver"."patients" as v where hospital_id = $hospital_id;
