-- Generated from the code; npm run docs writes it again.
select count(*) as row_count from "staging"."reference__npi" s;
