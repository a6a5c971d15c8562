with ordered as (
  select `encounter_id`, valid_from, valid_to, is_current,
    lag(valid_from) over (partition by `encounter_id` order by valid_from, valid_to) as from_before,
    lag(valid_to) over (partition by `encounter_id` order by valid_from, valid_to) as to_before,
    sum(case when is_current then 1 else 0 end) over (partition by `encounter_id`) as current_versions
  from `silver`.`encounters` v where hospital_id = @hospital_id
),
found as (
  select 'empty_interval' as violation from ordered where valid_from >= valid_to
  union all
  select 'two_current' from ordered where current_versions > 1
  union all
  select 'overlap' from ordered where from_before is not null and (to_before is null or valid_from < to_before)
  union all
  select 'gap' from ordered o where valid_from > to_before and not exists (
    select 1 from `bronze_hospital_a`.`encounters` b
    where b.`encounter_id` = o.`encounter_id` and b._op = 'D' and b._source_ts = o.to_before)
  union all
  select 'current_flag' from ordered where is_current <> (valid_to is null)
)
select violation, count(*) as versions from found group by violation order by violation;
