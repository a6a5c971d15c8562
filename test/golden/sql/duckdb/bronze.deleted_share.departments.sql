-- Generated from the code; npm run docs writes it again.
    with newest as (
      select "department_id", _op, row_number() over (partition by "department_id" order by _taken_at desc, _run_id desc, _seq desc) as recency
      from "bronze_hospital_a"."departments" b
      where _taken_at <= $taken_at and _run_id <> $run_id and "department_id" is not null
    ),
    there as (select distinct "department_id" from (select "department_id"
from newest where recency = 1 and _op = 'U') u),
    seen as (
      select distinct "department_id" from "staging"."hospital_a__departments" k
    )
    select count(*) as alive, coalesce(sum(case when s."department_id" is null then 1 else 0 end), 0) as missing
    from there n left join seen s on s."department_id" = n."department_id";
