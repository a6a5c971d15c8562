-- Generated from the code; npm run docs writes it again.
select
  source.`date_key` as `date_key`,
  source.`day` as `day`,
  source.`year` as `year`,
  source.`month` as `month`,
  source.`month_start` as `month_start`,
  source.`month_end` as `month_end`
from `sunrise-rcm-prod`.`gold`.`dim_date` as source;
