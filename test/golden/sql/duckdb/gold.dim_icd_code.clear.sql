delete from "gold"."dim_icd_code" where true;
