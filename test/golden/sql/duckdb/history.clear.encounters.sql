delete from "silver"."encounters" as v where v.hospital_id = $hospital_id and exists (
        select 1 from "bronze_hospital_a"."encounters" t
        where t."encounter_id" = v."encounter_id" and t._run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null));
