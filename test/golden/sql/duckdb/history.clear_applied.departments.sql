delete from "silver"."departments" as v where hospital_id = $hospital_id;
