delete from `gold`.`dim_npi` where true;
