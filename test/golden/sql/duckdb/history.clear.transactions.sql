delete from "silver"."transactions" as v where v.hospital_id = $hospital_id and exists (
        select 1 from "bronze_hospital_a"."transactions" t
        where t."transaction_id" = v."transaction_id" and t._run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null));
