delete from `gold`.`dim_patient` where true;
