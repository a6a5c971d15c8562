-- Generated from the code; npm run docs writes it again.
select later.run_id from `ops`.`loads` later
where later.hospital_id = @hospital_id and later.table_name = @table_name and exists (
  select 1 from `ops`.`loads` earlier
  where earlier.hospital_id = @hospital_id and earlier.hospital_id = later.hospital_id and earlier.table_name = later.table_name
    and earlier.taken_at < later.taken_at and earlier.appended_at > later.appended_at)
order by later.taken_at, later.run_id;
