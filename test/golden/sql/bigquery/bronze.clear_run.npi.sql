delete from `bronze_reference`.`npi` where _run_id = @run_id;
