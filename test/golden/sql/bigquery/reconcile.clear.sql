-- Generated from the code; npm run docs writes it again.
delete from `ops`.`reconciliations` where run_id = @run_id and not (subject like 'source.%' or subject like 'silver.%');
