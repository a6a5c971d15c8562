-- Generated from the code; npm run docs writes it again.
insert into "gold"."dim_cpt_code" ("cpt_key", "procedure_code", "category", "description", "code_status")
select
  "procedure_code" as "cpt_key",
  "procedure_code",
  "category",
  "description",
  "code_status"
from "silver"."cpt_codes" s where is_current;
