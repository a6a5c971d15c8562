-- Generated from the code; npm run docs writes it again.
delete from "silver"."departments" as v where hospital_id = $hospital_id;
