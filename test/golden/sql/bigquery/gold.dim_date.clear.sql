delete from `gold`.`dim_date` where true;
