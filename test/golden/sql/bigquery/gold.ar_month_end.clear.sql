-- Generated from the code; npm run docs writes it again.
delete from `gold`.`ar_month_end` where true;
