-- Generated from the code; npm run docs writes it again.
select
  `cpt_key`,
  `procedure_code`,
  `category`,
  `description`,
  `code_status`
from `sunrise-rcm-prod`.`reporting`.`dim_cpt_code`;
