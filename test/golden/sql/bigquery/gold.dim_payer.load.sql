-- Generated from the code; npm run docs writes it again.
insert into `gold`.`dim_payer` (`payer_key`, `hospital_id`, `payer_id`, `payer_name`, `plan_type`, `electronic_payer_id`)
select
  `payer_key`,
  `hospital_id`,
  `payer_id`,
  `payer_name`,
  `plan_type`,
  `electronic_payer_id`
from (
  select to_hex(sha256(concat(cast(length('all') as STRING), ':', 'all', cast(length(group_id) as STRING), ':', group_id))) as `payer_key`, cast(null as STRING) as `hospital_id`, group_id as `payer_id`, coalesce(min(name), group_id) as `payer_name`, min(plan_type) as `plan_type`, min(electronic_payer_id) as `electronic_payer_id`
  from `gold`.`group_lookup` g where kind = 'payer' group by group_id
  union all
  select to_hex(sha256(concat(cast(length(n.hospital_id) as STRING), ':', n.hospital_id, cast(length(n.source_payer_id) as STRING), ':', n.source_payer_id))) as `payer_key`, n.hospital_id as `hospital_id`, case when g.group_id is not null then g.group_id when n.source_payer_id is not null then concat(n.hospital_id, '/', trim(n.source_payer_id, ' ')) end as `payer_id`, n.source_payer_id as `payer_name`, cast(null as STRING) as `plan_type`, cast(null as STRING) as `electronic_payer_id`
  from (
    select `hospital_id`, trim(payer_id, ' ') as `source_payer_id`
    from `silver`.`claims` s where is_current and payer_id is not null
    union distinct
    select `hospital_id`, trim(payer_id, ' ') as `source_payer_id`
    from `silver`.`transactions` s where is_current and payer_id is not null
  ) n left join `gold`.`group_lookup` g on g.kind = 'payer' and g.hospital_id = n.hospital_id and g.source_id = trim(n.source_payer_id, ' ') where g.group_id is null
) payers;
