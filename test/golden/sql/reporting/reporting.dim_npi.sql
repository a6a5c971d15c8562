-- Generated from the code; npm run docs writes it again.
select
  source.`npi_key` as `npi_key`,
  source.`npi` as `npi`,
  source.`provider_name` as `provider_name`,
  source.`taxonomy` as `taxonomy`,
  source.`state` as `state`
from `sunrise-rcm-prod`.`gold`.`dim_npi` as source;
