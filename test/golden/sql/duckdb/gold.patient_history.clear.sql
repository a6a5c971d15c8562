-- Generated from the code; npm run docs writes it again.
delete from "gold"."patient_history" where true;
