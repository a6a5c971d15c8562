insert into `gold`.`dim_cpt_code` (`cpt_key`) values ('unknown');
