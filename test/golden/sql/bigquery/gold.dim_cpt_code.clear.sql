delete from `gold`.`dim_cpt_code` where true;
