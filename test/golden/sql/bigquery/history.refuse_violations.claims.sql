-- Generated from the code; npm run docs writes it again.
create or replace temp table history_violations as
with ordered as (
  select `of_claim_id`, begins_at, ended_at, lag(begins_at) over (partition by `of_claim_id` order by begins_at, ended_at) as from_before, lag(ended_at) over (partition by `of_claim_id` order by begins_at, ended_at) as to_before from history_versions w where _op = 'U'
),
found as (
  select 'empty_interval' as `violation`
  from `silver`.`claims` v where hospital_id = @hospital_id and valid_from >= valid_to
  union all
  select 'two_current' as `violation`
  from (select `claim_id` from `silver`.`claims` v where hospital_id = @hospital_id and is_current group by `claim_id` having count(*) > 1) t
  union all
  select 'current_flag' as `violation`
  from `silver`.`claims` v where hospital_id = @hospital_id and is_current <> (valid_to is null)
  union all
  select 'overlap' as `violation`
  from ordered o where from_before is not null and (to_before is null or begins_at < to_before)
  union all
  select 'gap' as `violation`
  from ordered o where begins_at > to_before and not exists (
          select 1 from history_versions d where d._op = 'D' and d.`of_claim_id` = o.`of_claim_id` and d.begins_at = o.to_before)
)
select cast(violation as INT64) as violation from found f;
