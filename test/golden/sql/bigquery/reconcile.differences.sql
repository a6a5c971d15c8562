-- Generated from the code; npm run docs writes it again.
select hospital_id, subject, expected, actual, difference from `ops`.`reconciliations`
where run_id = @run_id and difference <> 0 order by hospital_id, subject;
