delete from "silver"."transactions" as v where hospital_id = $hospital_id;
