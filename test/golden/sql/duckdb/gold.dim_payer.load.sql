-- Generated from the code; npm run docs writes it again.
insert into "gold"."dim_payer" ("payer_key", "hospital_id", "payer_id")
select
  sha256(concat(cast(length(hospital_id) as varchar), ':', hospital_id, cast(length(payer_id) as varchar), ':', payer_id)) as "payer_key",
  "hospital_id",
  "payer_id"
from (
  select "hospital_id", "payer_id"
  from "silver"."claims" s where is_current and payer_id is not null
  union distinct
  select "hospital_id", "payer_id"
  from "silver"."transactions" s where is_current and payer_id is not null
) payers;
