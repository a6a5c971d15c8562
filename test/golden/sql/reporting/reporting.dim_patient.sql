-- Generated from the code; npm run docs writes it again.
select
  source.`hospital_id` as `hospital_id`,
  source.`gender` as `gender`,
  greatest(source.`birth_year`, extract(year from current_date('UTC')) - 90) as `birth_year`,
  source.`is_current` as `is_current`
from `sunrise-rcm-prod`.`gold`.`dim_patient` as source;
