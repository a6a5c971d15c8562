-- Generated from the code; npm run docs writes it again.
delete from `gold`.`department_performance` where true;
