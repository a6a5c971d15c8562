delete from `gold`.`provider_performance` where true;
