-- Generated from the code; npm run docs writes it again.
delete from `gold`.`fact_encounters` where true;
