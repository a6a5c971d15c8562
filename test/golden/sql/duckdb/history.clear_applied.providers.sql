-- Generated from the code; npm run docs writes it again.
delete from "silver"."providers" as v where hospital_id = $hospital_id;
