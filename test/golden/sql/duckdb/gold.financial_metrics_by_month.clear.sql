-- Generated from the code; npm run docs writes it again.
delete from "gold"."financial_metrics_by_month" where true;
