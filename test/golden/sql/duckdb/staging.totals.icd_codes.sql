select count(*) as row_count from "staging"."reference__icd_codes" s;
