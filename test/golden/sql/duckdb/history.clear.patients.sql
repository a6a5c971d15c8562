delete from "silver"."patients" as v where v.hospital_id = $hospital_id and exists (
        select 1 from "bronze_hospital_a"."patients" t
        where t."patient_id" = v."patient_id" and t._run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null));
