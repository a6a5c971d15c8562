delete from "silver"."icd_codes" as v where v.hospital_id = $hospital_id and exists (
        select 1 from "bronze_reference"."icd_codes" t
        where t."icd_code" = v."icd_code" and t._run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null));
