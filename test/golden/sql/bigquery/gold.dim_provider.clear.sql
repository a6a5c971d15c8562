-- Generated from the code; npm run docs writes it again.
delete from `gold`.`dim_provider` where true;
