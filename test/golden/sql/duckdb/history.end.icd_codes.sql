-- Generated from the code; npm run docs writes it again.
update "silver"."icd_codes" as v
set valid_to = (select w.ended_at from history_versions w where w."of_icd_code" = v."icd_code" and w.begins_at = v.valid_from and w._op = 'U'), is_current = (select w.ended_at is null from history_versions w where w."of_icd_code" = v."icd_code" and w.begins_at = v.valid_from and w._op = 'U'), known_from = $known_at
where v.hospital_id = $hospital_id and exists (select 1 from history_replaced r where r.ends and r."of_icd_code" = v."icd_code" and r.begins_at = v.valid_from);
