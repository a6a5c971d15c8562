insert into `gold`.`dim_payer` (`payer_key`) values ('unknown');
