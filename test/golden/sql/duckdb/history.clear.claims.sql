-- Generated from the code; npm run docs writes it again.
delete from "silver"."claims" as v where hospital_id = $hospital_id and "claim_id" in (
        select "claim_id" from "bronze_hospital_a"."claims" b where _run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null));
