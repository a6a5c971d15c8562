-- Generated from the code; npm run docs writes it again.
with moments as (
  select e.*, row_number() over (partition by e.`transaction_id`, e._source_ts order by _source_ts desc, _taken_at desc, _run_id desc, _seq desc) as recency
  from `bronze_hospital_a`.`transactions` e
  where e._run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is not null) and (e._op <> 'U' or nullif(substr(concat(case when (`transaction_id` is null) then ',required:transaction_id' else '' end,
    case when (`service_date` is null) then ',required:service_date' else '' end,
    case when (`amount` is null) then ',required:amount' else '' end,
    case when (`paid_amount` is null) then ',required:paid_amount' else '' end,
    case when (_unreadable is not null and regexp_contains(_unreadable, '"visit_date" *:')) then ',unreadable:visit_date' else '' end,
    case when (_unreadable is not null and regexp_contains(_unreadable, '"service_date" *:')) then ',unreadable:service_date' else '' end,
    case when (_unreadable is not null and regexp_contains(_unreadable, '"paid_date" *:')) then ',unreadable:paid_date' else '' end,
    case when (_unreadable is not null and regexp_contains(_unreadable, '"amount" *:')) then ',unreadable:amount' else '' end,
    case when (_unreadable is not null and regexp_contains(_unreadable, '"paid_amount" *:')) then ',unreadable:paid_amount' else '' end,
    case when (_unreadable is not null and regexp_contains(_unreadable, '"inserted_at" *:')) then ',unreadable:inserted_at' else '' end,
    case when (_unreadable is not null and regexp_contains(_unreadable, '"modified_at" *:')) then ',unreadable:modified_at' else '' end,
    case when not coalesce(`amount` >= 0, false) then ',amount_not_negative' else '' end,
    case when not coalesce(`paid_amount` >= 0, false) then ',paid_not_negative' else '' end,
    case when not coalesce(`service_date` between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',service_date_plausible' else '' end,
    case when not coalesce(`paid_date` is null or `paid_date` between date '1990-01-01' and date_add(date(_taken_at, 'UTC'), interval 1 day), false) then ',paid_date_plausible' else '' end, ''), 2), '') is null)
),
compared as (
  select *, concat(_op, _row_hash) as content,
    lag(concat(_op, _row_hash)) over (partition by `transaction_id` order by _source_ts) as content_before
  from moments where recency = 1
),
versions as (
  select *, lead(_source_ts) over (partition by `transaction_id` order by _source_ts) as ended_at
  from compared where content_before is null or content_before <> content
),
history as (
  select `transaction_id`, _source_ts as `valid_from`, ended_at as `valid_to`, ended_at is null as `is_current`
  from versions where _op = 'U'
),
ordered as (
  select `transaction_id`, valid_from, valid_to, is_current, lag(valid_from) over (partition by `transaction_id` order by valid_from, valid_to) as from_before, lag(valid_to) over (partition by `transaction_id` order by valid_from, valid_to) as to_before,
    sum(case when is_current then 1 else 0 end) over (partition by `transaction_id`) as current_versions
  from history
),
found as (
  select 'empty_interval' as `violation`
  from ordered o where valid_from >= valid_to
  union all
  select 'two_current' as `violation`
  from ordered o where current_versions > 1
  union all
  select 'overlap' as `violation`
  from ordered o where from_before is not null and (to_before is null or valid_from < to_before)
  union all
  select 'gap' as `violation`
  from ordered o where valid_from > to_before and not exists (
          select 1 from `bronze_hospital_a`.`transactions` b
          where b.`transaction_id` = o.`transaction_id` and b._op = 'D' and b._source_ts = o.to_before)
  union all
  select 'current_flag' as `violation`
  from ordered o where is_current <> (valid_to is null)
)
select violation, count(*) as versions from found group by violation order by violation;
