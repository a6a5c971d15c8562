-- Generated from the code; npm run docs writes it again.
select
  `npi_key`,
  `npi`,
  `provider_name`,
  `taxonomy`,
  `state`
from `sunrise-rcm-prod`.`reporting`.`dim_npi`;
