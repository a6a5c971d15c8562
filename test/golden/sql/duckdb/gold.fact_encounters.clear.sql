delete from "gold"."fact_encounters" where true;
