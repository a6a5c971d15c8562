-- Generated from the code; npm run docs writes it again.
select loaded.newest_file, loaded.mapping_version from (
select newest_file, mapping_version from "ops"."loads"
where hospital_id = $hospital_id and table_name = $table_name and newest_file is not null
order by loaded_at desc, run_id desc limit 1
) loaded join (
select newest_file, mapping_version from "ops"."loads"
where hospital_id = $hospital_id and table_name = $table_name and newest_file is not null
order by coalesce(taken_at, loaded_at) desc, run_id desc limit 1
) delivered on delivered.newest_file = loaded.newest_file;
