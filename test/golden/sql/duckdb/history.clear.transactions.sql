-- Generated from the code; npm run docs writes it again.
delete from "silver"."transactions" as v where hospital_id = $hospital_id and "transaction_id" in (
        select "transaction_id" from "bronze_hospital_a"."transactions" b where _run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null));
