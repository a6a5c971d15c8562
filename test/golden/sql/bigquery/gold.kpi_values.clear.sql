-- Generated from the code; npm run docs writes it again.
delete from `gold`.`kpi_values` where true;
