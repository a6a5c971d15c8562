delete from "gold"."financial_metrics" where true;
