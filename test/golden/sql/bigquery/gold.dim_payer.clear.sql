delete from `gold`.`dim_payer` where true;
