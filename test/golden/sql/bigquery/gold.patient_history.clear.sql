delete from `gold`.`patient_history` where true;
