-- Generated from the code; npm run docs writes it again.
select
  `date_key`,
  `day`,
  `year`,
  `month`,
  `month_start`,
  `month_end`
from `sunrise-rcm-prod`.`reporting`.`dim_date`;
