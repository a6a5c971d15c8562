-- Generated from the code; npm run docs writes it again.
with history_touched as (
  select b."npi" as "of_npi"
  from "bronze_reference"."npi" b where b."npi" is not null and _run_id in (select run_id from "ops"."loads" where hospital_id = $hospital_id and table_name = $table_name and applied_at is null)
  union distinct
  select b."npi" as "of_npi"
  from "bronze_reference"."npi" b where b."npi" is not null and concat(_run_id, ':', cast(_seq as varchar)) in (
            select concat(run_id, ':', cast(seq as varchar)) from "ops"."quarantine_decisions" d
            where hospital_id = $hospital_id and table_name = 'npi' and kind = 'row' and decision = 'released' and made_by = 'person')
),
held as (
  select _run_id, _seq from (
      select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
        case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
      from "quarantine"."npi" q
      left join (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'npi' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) d
        on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
      where q.hospital_id = $hospital_id) states where kind = 'row' and (state <> 'released' or not (not exists (
          select 1 from "ops"."held_deliveries" d
          where d.hospital_id = $hospital_id and d.table_name = $table_name
            and d.run_id = states._run_id and d.source_file = coalesce(states._source_file, ''))))
),
events as (
  select e."npi", e."_op", e."_row_hash", e."_hash_version", e."_taken_at", e."_run_id", e."_seq", e."_source_ts", e."_source_time_kind", e."_unreadable", case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:provider_name(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:taxonomy(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:state(,|$)'))
    or (_notes is not null and regexp_matches(_notes, '(^|,)null_text:'))
    or not coalesce(regexp_matches("npi", '^[0-9]{10}$'), false)
    or not coalesce((not regexp_matches("npi", '^[0-9]{10}$') or (regexp_matches("npi", '^[12]') and mod(24 + strpos('0516273849', substr("npi", 1, 1)) - 1 + strpos('0123456789', substr("npi", 2, 1)) - 1 + strpos('0516273849', substr("npi", 3, 1)) - 1 + strpos('0123456789', substr("npi", 4, 1)) - 1 + strpos('0516273849', substr("npi", 5, 1)) - 1 + strpos('0123456789', substr("npi", 6, 1)) - 1 + strpos('0516273849', substr("npi", 7, 1)) - 1 + strpos('0123456789', substr("npi", 8, 1)) - 1 + strpos('0516273849', substr("npi", 9, 1)) - 1 + strpos('0123456789', substr("npi", 10, 1)) - 1, 10) = 0)), false) then substr(concat(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:provider_name(,|$)')) then ',unmapped_kept:provider_name' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:taxonomy(,|$)')) then ',unmapped_kept:taxonomy' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:state(,|$)')) then ',unmapped_kept:state' else '' end,
    case when (_notes is not null and regexp_matches(_notes, '(^|,)null_text:')) then ',null_text' else '' end,
    case when not coalesce(regexp_matches("npi", '^[0-9]{10}$'), false) then ',npi_is_10_digits' else '' end,
    case when not coalesce((not regexp_matches("npi", '^[0-9]{10}$') or (regexp_matches("npi", '^[12]') and mod(24 + strpos('0516273849', substr("npi", 1, 1)) - 1 + strpos('0123456789', substr("npi", 2, 1)) - 1 + strpos('0516273849', substr("npi", 3, 1)) - 1 + strpos('0123456789', substr("npi", 4, 1)) - 1 + strpos('0516273849', substr("npi", 5, 1)) - 1 + strpos('0123456789', substr("npi", 6, 1)) - 1 + strpos('0516273849', substr("npi", 7, 1)) - 1 + strpos('0123456789', substr("npi", 8, 1)) - 1 + strpos('0516273849', substr("npi", 9, 1)) - 1 + strpos('0123456789', substr("npi", 10, 1)) - 1, 10) = 0)), false) then ',npi_check_digit' else '' end, ''), 2) end as row_warnings, case when (select min(coalesce(o._hash_version, 1)) from "bronze_reference"."npi" o) < 3 then concat(coalesce(concat(cast(length(e."npi") as varchar), ':', e."npi"), '-'), coalesce(concat(cast(length(e."provider_name") as varchar), ':', e."provider_name"), '-'), coalesce(concat(cast(length(e."taxonomy") as varchar), ':', e."taxonomy"), '-'), coalesce(concat(cast(length(e."state") as varchar), ':', e."state"), '-'), '') end as values_text from "bronze_reference"."npi" e join history_touched t on t."of_npi" = e."npi"
  where not exists (select 1 from held h where h._run_id = e._run_id and h._seq = e._seq)
),
described as (
  select *, concat(_op, ':', case when min(coalesce(_hash_version, 1)) over (partition by "npi") < 3 then concat(values_text, coalesce(_unreadable, '')) else _row_hash end) as content, coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') as is_stated, min(case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') then _source_ts end) over (partition by "npi" order by _taken_at asc, _run_id asc, _seq asc rows between 1 following and unbounded following) as stated_later
  from events
),
timed as (
  select *, case when coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') or stated_later is null or stated_later > _source_ts then _source_ts else stated_later end as begins_at from described
),
moments as (
  select *, row_number() over (partition by "npi", begins_at order by _taken_at desc, _run_id desc, _seq desc) as recency
  from timed
),
compared as (
  select *, lag(content) over (partition by "npi" order by begins_at) as content_before
  from moments where recency = 1
),
changes as (
  select * from compared where content_before is null or content_before <> content
),
ended as (
  select *, lead(begins_at) over (partition by "npi" order by begins_at) as ended_at from changes
),
history_versions as (
  select c."npi" as "of_npi", begins_at, ended_at, _op, _taken_at, _run_id, _seq, _row_hash, row_warnings as _warnings
  from ended c
),
history as (
  select "of_npi" as "npi", begins_at as "valid_from", ended_at as "valid_to", ended_at is null as "is_current"
  from history_versions w where _op = 'U'
  union all
  select "npi", "valid_from", "valid_to", "is_current"
  from "silver"."npi" v
        where hospital_id = $hospital_id and not exists (select 1 from history_touched t where t."of_npi" = v."npi")
),
ordered as (
  select "npi", valid_from, valid_to, is_current, lag(valid_from) over (partition by "npi" order by valid_from, valid_to) as from_before, lag(valid_to) over (partition by "npi" order by valid_from, valid_to) as to_before,
    sum(case when is_current then 1 else 0 end) over (partition by "npi") as current_versions
  from history
),
found as (
  select 'empty_interval' as "violation"
  from ordered o where valid_from >= valid_to
  union all
  select 'two_current' as "violation"
  from ordered o where current_versions > 1
  union all
  select 'overlap' as "violation"
  from ordered o where from_before is not null and (to_before is null or valid_from < to_before)
  union all
  select 'gap' as "violation"
  from ordered o where valid_from > to_before and not exists (
          select 1 from "bronze_reference"."npi" b
          where b."npi" = o."npi" and b._op = 'D' and b._taken_at = o.to_before)
  union all
  select 'current_flag' as "violation"
  from ordered o where is_current <> (valid_to is null)
)
select violation, count(*) as versions from found group by violation order by violation;
