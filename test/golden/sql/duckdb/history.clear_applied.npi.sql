-- Generated from the code; npm run docs writes it again.
delete from "silver"."npi" as v where hospital_id = $hospital_id and concat(cast(length("npi") as varchar), ':', "npi", cast(length(strftime(valid_from, '%Y-%m-%d %H:%M:%S.%f')) as varchar), ':', strftime(valid_from, '%Y-%m-%d %H:%M:%S.%f')) in (
        select concat(cast(length("npi") as varchar), ':', "npi", cast(length(strftime(valid_from, '%Y-%m-%d %H:%M:%S.%f')) as varchar), ':', strftime(valid_from, '%Y-%m-%d %H:%M:%S.%f')) from "silver"."npi__superseded" s where hospital_id = $hospital_id and known_to = $known_at);
