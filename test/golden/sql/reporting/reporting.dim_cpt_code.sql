-- Generated from the code; npm run docs writes it again.
select
  source.`cpt_key` as `cpt_key`,
  source.`procedure_code` as `procedure_code`,
  source.`category` as `category`,
  source.`description` as `description`,
  source.`code_status` as `code_status`
from `sunrise-rcm-prod`.`gold`.`dim_cpt_code` as source;
