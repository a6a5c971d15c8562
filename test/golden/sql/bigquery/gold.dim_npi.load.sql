-- Generated from the code; npm run docs writes it again.
insert into `gold`.`dim_npi` (`npi_key`, `npi`, `provider_name`, `taxonomy`, `state`)
select
  `npi` as `npi_key`,
  `npi`,
  `provider_name`,
  `taxonomy`,
  `state`
from `silver`.`npi` s where is_current;
