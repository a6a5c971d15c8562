-- Generated from the code; npm run docs writes it again.
insert into `gold`.`dim_icd_code` (`icd_key`, `icd_code`, `description`, `chapter`)
select
  `icd_code` as `icd_key`,
  `icd_code`,
  `description`,
  `chapter`
from `silver`.`icd_codes` s where is_current;
