-- Generated from the code; npm run docs writes it again.
delete from "ops"."held_deliveries" where hospital_id = $hospital_id and table_name = $table_name;
