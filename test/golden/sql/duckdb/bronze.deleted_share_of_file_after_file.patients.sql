-- Generated from the code; npm run docs writes it again.
    with newest as (
      select "patient_id", _op, row_number() over (partition by "patient_id" order by _taken_at desc, _run_id desc, _seq desc) as recency
      from "bronze_hospital_a"."patients" b
      where _taken_at <= $taken_at and _run_id <> $run_id and "patient_id" is not null
    ),
    there as (select distinct "patient_id" from (select "patient_id"
from "staging"."hospital_a__patients" f where _source_file in ('older') and "patient_id" is not null) u),
    seen as (
      select distinct "patient_id" from (select * from "staging"."hospital_a__patients" f where _source_file = $newest_file) k
    )
    select count(*) as alive, coalesce(sum(case when s."patient_id" is null then 1 else 0 end), 0) as missing
    from there n left join seen s on s."patient_id" = n."patient_id";
