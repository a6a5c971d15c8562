-- Generated from the code; npm run docs writes it again.
select
  `hospital_id`,
  `gender`,
  `birth_year`,
  `is_current`
from `sunrise-rcm-prod`.`reporting`.`dim_patient`
where `hospital_id` = 'hospital-a' or `hospital_id` is null;
