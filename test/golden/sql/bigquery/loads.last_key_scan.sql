-- Generated from the code; npm run docs writes it again.
select format_timestamp('%F %H:%M:%E6S', max(taken_at), 'UTC') as scanned_at from (
  select l.hospital_id, l.table_name, l.run_id, l.taken_at
  from `ops`.`loads` l join `ops`.`reconciliations` r on r.run_id = l.run_id and r.hospital_id = l.hospital_id
  where l.hospital_id = @hospital_id and l.table_name = @table_name and substr(r.subject, 1, length(l.table_name) + 8) = concat('source.', l.table_name, '.')
  group by l.hospital_id, l.table_name, l.run_id, l.taken_at
  having max(case when r.difference = 0 then 0 else 1 end) = 0) scans;
