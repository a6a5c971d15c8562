-- Generated from the code; npm run docs writes it again.
delete from "gold"."financial_metrics" where true;
