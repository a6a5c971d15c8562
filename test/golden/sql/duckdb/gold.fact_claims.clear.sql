delete from "gold"."fact_claims" where true;
