-- Generated from the code; npm run docs writes it again.
insert into `silver`.`cpt_codes` (`hospital_id`, `procedure_code`, `category`, `description`, `code_status`, `valid_from`, `valid_to`, `is_current`, `known_from`, `_row_hash`, `_run_id`, `_warnings`)
with released_rows as (
  select concat(concat(run_id, ':', cast(seq as STRING)), ':', rule_ids) as released from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from `ops`.`quarantine_decisions` n where table_name = 'cpt_codes' and n.hospital_id = @hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'released' and made_by = 'person'
),
discarded_rows as (
  select concat(run_id, ':', cast(seq as STRING)) as discarded from (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from `ops`.`quarantine_decisions` n where table_name = 'cpt_codes' and n.hospital_id = @hospital_id
        ) ranked_decisions where recency = 1) newest
        where kind = 'row' and decision = 'discarded'
),
judged as (
  select e.*, nullif(substr(concat(case when (coalesce(_conflicting, false)) then ',conflicting_rows' else '' end,
          case when (`procedure_code` is null) then ',required:procedure_code' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)scientific_notation:procedure_code(,|$)')) then ',scientific_notation:procedure_code' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:category(,|$)')) then ',unmapped:category' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:description(,|$)')) then ',unmapped:description' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped:code_status(,|$)')) then ',unmapped:code_status' else '' end, ''), 2), '') as broken from `bronze_reference`.`cpt_codes` e where e._run_id in (select `run_id`
  from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is not null
  union distinct
  select `run_id`
  from `ops`.`held_deliveries` where hospital_id = @hospital_id and table_name = @table_name)
),
events as (
  select * from judged j
  where _op <> 'U' or ((broken is null or concat(concat(_run_id, ':', cast(_seq as STRING)), ':', broken) in (select released from released_rows))
    and concat(_run_id, ':', cast(_seq as STRING)) not in (select discarded from discarded_rows) and (not exists (
  select 1 from `ops`.`held_deliveries` d
  where d.hospital_id = @hospital_id and d.table_name = @table_name
    and d.run_id = j._run_id and d.source_file = coalesce(j._source_file, ''))))
),
described as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by `procedure_code`) < 3 then concat(concat(coalesce(concat(cast(length(`procedure_code`) as STRING), ':', `procedure_code`), '-'), coalesce(concat(cast(length(`category`) as STRING), ':', `category`), '-'), coalesce(concat(cast(length(`description`) as STRING), ':', `description`), '-'), coalesce(concat(cast(length(`code_status`) as STRING), ':', `code_status`), '-'), ''), coalesce(_unreadable, '')) else _row_hash end) as content, coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') as is_stated, min(case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') then _source_ts end) over (partition by `procedure_code` order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) as stated_later
  from events
),
timed as (
  select *, case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end as begins_at from described
),
moments as (
  select *, row_number() over (partition by `procedure_code`, begins_at order by _taken_at desc, _run_id desc, _seq desc) as recency
  from timed
),
compared as (
  select *, lag(content) over (partition by `procedure_code` order by begins_at) as content_before
  from moments where recency = 1
),
changes as (
  select * from compared where content_before is null or content_before <> content
),
versions as (
  select *, lead(begins_at) over (partition by `procedure_code` order by begins_at) as ended_at from changes
)
select
  @hospital_id as `hospital_id`,
  `procedure_code`,
  `category`,
  `description`,
  `code_status`,
  begins_at as `valid_from`,
  ended_at as `valid_to`,
  ended_at is null as `is_current`,
  @known_at as `known_from`,
  `_row_hash`,
  `_run_id`,
  nullif(substr(concat(case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:category(,|$)')) then ',unmapped_kept:category' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:description(,|$)')) then ',unmapped_kept:description' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)unmapped_kept:code_status(,|$)')) then ',unmapped_kept:code_status' else '' end,
          case when (_notes is not null and regexp_contains(_notes, '(^|,)null_text:')) then ',null_text' else '' end,
          case when not coalesce(regexp_contains(`procedure_code`, '^[0-9A-Z][0-9]{3}[0-9A-Z]$'), false) then ',code_has_5_characters' else '' end, ''), 2), '') as `_warnings`
from versions w
where _op = 'U' and not exists (
  select 1 from `silver`.`cpt_codes` v
  where v.hospital_id = @hospital_id and v.`procedure_code` = w.`procedure_code` and v.valid_from = w.begins_at);
