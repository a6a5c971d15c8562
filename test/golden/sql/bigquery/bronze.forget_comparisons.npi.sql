-- Generated from the code; npm run docs writes it again.
delete from `ops`.`reconciliations`
where run_id = @run_id and hospital_id = @hospital_id and subject in ('source.npi.rows', 'silver.npi.rows');
