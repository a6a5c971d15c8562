-- Generated from the code; npm run docs writes it again.
insert into `ops`.`loads` (`run_id`, `hospital_id`, `table_name`, `watermark`, `newest_file`, `mapping_version`, `taken_at`, `loaded_at`)
select
  @run_id as `run_id`,
  @hospital_id as `hospital_id`,
  @table_name as `table_name`,
  coalesce(@watermark, (select watermark from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and watermark is not null order by coalesce(taken_at, loaded_at) desc, run_id desc limit 1)) as `watermark`,
  @newest_file as `newest_file`,
  @mapping_version as `mapping_version`,
  @logged_at as `taken_at`,
  current_timestamp() as `loaded_at`
from (select 1 as one)
where not exists (select 1 from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and run_id = @run_id);
