delete from "gold"."financial_metrics_by_month" where true;
