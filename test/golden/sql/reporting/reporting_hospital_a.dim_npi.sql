select
  `npi_key`,
  `npi`,
  `provider_name`,
  `taxonomy`,
  `state`
from `sunrise-rcm-prod`.`reporting`.`dim_npi`;
