select
  (select count(*) from `bronze_reference`.`cpt_codes`
    where _op = 'U' and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)) as rows_checked,
  (select count(*) from `quarantine`.`cpt_codes`
    where hospital_id = @hospital_id and _raw_line is null and _run_id in (select run_id from `ops`.`loads` where hospital_id = @hospital_id and table_name = @table_name and applied_at is null)) as rows_quarantined;
