delete from `gold`.`dim_department` where true;
