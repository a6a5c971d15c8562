-- Generated from the code; npm run docs writes it again.
create or replace temp table history_replaced as
select v.`encounter_id` as `of_encounter_id`, v.valid_from as begins_at, coalesce(w._run_id = v._run_id and w._row_hash = v._row_hash and coalesce(w._warnings, '') = coalesce(v._warnings, ''), false) as ends
from `silver`.`encounters` v
  join history_touched t on t.`of_encounter_id` = v.`encounter_id`
  left join (select * from history_versions where _op = 'U') w on w.`of_encounter_id` = v.`encounter_id` and w.begins_at = v.valid_from
where v.hospital_id = @hospital_id and not coalesce(w._run_id = v._run_id and w._row_hash = v._row_hash and coalesce(w._warnings, '') = coalesce(v._warnings, '') and coalesce(w.ended_at, timestamp '9999-12-31 00:00:00.000000+00:00') = coalesce(v.valid_to, timestamp '9999-12-31 00:00:00.000000+00:00'), false);
