-- Generated from the code; npm run docs writes it again.
delete from `ops`.`reconciliations`
where run_id = @run_id and hospital_id = @hospital_id and subject in ('source.claims.rows', 'source.claims.claim_amount', 'source.claims.paid_amount', 'source.claims.deductible', 'source.claims.coinsurance', 'source.claims.copay', 'silver.claims.rows', 'silver.claims.claim_amount', 'silver.claims.paid_amount', 'silver.claims.deductible', 'silver.claims.coinsurance', 'silver.claims.copay');
