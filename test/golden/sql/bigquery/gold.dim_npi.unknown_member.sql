insert into `gold`.`dim_npi` (`npi_key`) values ('unknown');
