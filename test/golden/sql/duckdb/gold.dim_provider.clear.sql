delete from "gold"."dim_provider" where true;
