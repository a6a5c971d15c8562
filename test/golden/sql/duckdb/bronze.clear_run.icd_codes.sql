-- Generated from the code; npm run docs writes it again.
delete from "bronze_reference"."icd_codes" where _run_id = $run_id;
