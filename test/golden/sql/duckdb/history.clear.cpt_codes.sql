delete from "silver"."cpt_codes" as v where v.hospital_id = $hospital_id and exists (
        select 1 from "bronze_reference"."cpt_codes" t
        where t."procedure_code" = v."procedure_code" and t._run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null));
