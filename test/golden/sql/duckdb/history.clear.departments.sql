-- Generated from the code; npm run docs writes it again.
delete from "silver"."departments" as v where hospital_id = $hospital_id and "department_id" in (
        select "department_id" from "bronze_hospital_a"."departments" b where _run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null));
