delete from "gold"."fact_transactions" where true;
