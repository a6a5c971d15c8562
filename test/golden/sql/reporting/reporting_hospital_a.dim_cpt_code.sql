select
  `cpt_key`,
  `procedure_code`,
  `category`,
  `description`,
  `code_status`
from `sunrise-rcm-prod`.`reporting`.`dim_cpt_code`;
