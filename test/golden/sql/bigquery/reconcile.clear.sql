delete from `ops`.`reconciliations` where run_id = @run_id and not (subject like 'source.%' or subject like 'silver.%');
