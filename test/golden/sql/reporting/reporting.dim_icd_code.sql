-- Generated from the code; npm run docs writes it again.
select
  source.`icd_key` as `icd_key`,
  source.`icd_code` as `icd_code`,
  source.`description` as `description`,
  source.`chapter` as `chapter`
from `sunrise-rcm-prod`.`gold`.`dim_icd_code` as source;
