-- Generated from the code; npm run docs writes it again.
select max(known) as known from (
select max(known_from) as `known`
from `silver`.`departments` v where hospital_id = @hospital_id
union all
select max(known_to) as `known`
from `silver`.`departments__superseded` v where hospital_id = @hospital_id
) moments;
