-- Generated from the code; npm run docs writes it again.
insert into "silver"."cpt_codes" ("hospital_id", "procedure_code", "category", "description", "code_status", "valid_from", "is_current", "known_from", "_row_hash", "_run_id", "_warnings")
with held as (
  select _run_id, _seq from (
      select q.hospital_id, q._run_id, q._seq, q._row_hash, q._source_file, q._source_line, q._rule_ids, q._shape, q._conflicts_with, case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end as kind,
        case when d.decision is null or (d.decision = 'released' and (d.made_by = 'rules' or d.rule_ids <> q._rule_ids)) then 'open' else d.decision end as state, d.made_by, d.person, d.reason, d.decided_at
      from "quarantine"."cpt_codes" q
      left join (
        select * from (
          select n.*, row_number() over (partition by hospital_id, run_id, seq, kind order by decided_at desc) as recency
          from "ops"."quarantine_decisions" n where table_name = 'cpt_codes' and n.hospital_id = $hospital_id
        ) ranked_decisions where recency = 1) d
        on d.hospital_id = q.hospital_id and d.run_id = q._run_id and d.seq = q._seq and d.kind = case when substr(q._rule_ids, 1, 5) = 'line_' then 'line' else 'row' end
      where q.hospital_id = $hospital_id) states where kind = 'row' and (state <> 'released' or not (not exists (
          select 1 from "ops"."held_deliveries" d
          where d.hospital_id = $hospital_id and d.table_name = $table_name
            and d.run_id = states._run_id and d.source_file = coalesce(states._source_file, ''))))
),
judged as (
  select e.*, coalesce(_source_time_kind, 'cursor') in ('cursor', 'none') as is_stated, case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:category(,|$)'))
  or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:description(,|$)'))
  or (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:code_status(,|$)'))
  or (_notes is not null and regexp_matches(_notes, '(^|,)null_text:'))
  or not coalesce(regexp_matches("procedure_code", '^[0-9A-Z][0-9]{3}[0-9A-Z]$'), false) then substr(concat(case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:category(,|$)')) then ',unmapped_kept:category' else '' end,
  case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:description(,|$)')) then ',unmapped_kept:description' else '' end,
  case when (_notes is not null and regexp_matches(_notes, '(^|,)unmapped_kept:code_status(,|$)')) then ',unmapped_kept:code_status' else '' end,
  case when (_notes is not null and regexp_matches(_notes, '(^|,)null_text:')) then ',null_text' else '' end,
  case when not coalesce(regexp_matches("procedure_code", '^[0-9A-Z][0-9]{3}[0-9A-Z]$'), false) then ',code_has_5_characters' else '' end, ''), 2) end as row_warnings
  from "bronze_reference"."cpt_codes" e
)
select
  $hospital_id as "hospital_id",
  e."procedure_code",
  e."category",
  e."description",
  e."code_status",
  _source_ts as "valid_from",
  true as "is_current",
  $known_at as "known_from",
  e."_row_hash",
  e."_run_id",
  row_warnings as "_warnings"
from judged e
where _op = 'U' and e."procedure_code" is not null
  and not exists (select 1 from held h where h._run_id = e._run_id and h._seq = e._seq)
  and not exists (select 1 from history_touched t where t."of_procedure_code" = e."procedure_code");
