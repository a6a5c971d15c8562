select count(*) as row_count from "staging"."reference__npi" s;
