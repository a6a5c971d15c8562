delete from "silver"."npi" as v where hospital_id = $hospital_id;
