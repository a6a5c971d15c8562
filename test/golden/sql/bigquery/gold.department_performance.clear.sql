delete from `gold`.`department_performance` where true;
