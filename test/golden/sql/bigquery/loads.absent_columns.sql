-- Generated from the code; npm run docs writes it again.
select hospital_id, table_name, absent_columns from (
  select hospital_id, table_name, absent_columns,
    row_number() over (partition by hospital_id, table_name order by coalesce(taken_at, loaded_at) desc, run_id desc) as newest
  from `ops`.`loads` l where applied_at is not null and absent_columns is not null
) known
where newest = 1 and absent_columns <> '' order by hospital_id, table_name;
