-- Generated from the code; npm run docs writes it again.
select
  `icd_key`,
  `icd_code`,
  `description`,
  `chapter`
from `sunrise-rcm-prod`.`reporting`.`dim_icd_code`;
