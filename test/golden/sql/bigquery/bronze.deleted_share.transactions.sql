-- Generated from the code; npm run docs writes it again.
    with newest as (
      select `transaction_id`, _op, row_number() over (partition by `transaction_id` order by _taken_at desc, _run_id desc, _seq desc) as recency
      from `bronze_hospital_a`.`transactions` b
      where _taken_at <= @taken_at and _run_id <> @run_id and `transaction_id` is not null
    ),
    there as (select distinct `transaction_id` from (select `transaction_id`
from newest where recency = 1 and _op = 'U') u),
    seen as (
      select distinct `transaction_id` from `staging`.`hospital_a__transactions__keys` k
    )
    select count(*) as alive, coalesce(sum(case when s.`transaction_id` is null then 1 else 0 end), 0) as missing
    from there n left join seen s on s.`transaction_id` = n.`transaction_id`;
