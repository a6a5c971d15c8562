-- Generated from the code; npm run docs writes it again.
insert into `gold`.`patient_history` (`hospital_id`, `patient_id`, `month`, `encounters`, `transactions`, `charges`, `payments`, `outstanding`, `credit_balance`, `claims`, `claims_denied`, `claimed_amount`, `claim_payments`)
with by_fact as (
  select `hospital_id`, coalesce(`patient_id`, 'unknown') as `patient_id`, date_trunc(service_date, month) as `month`, 0 as `encounters`, count(*) as `transactions`, sum(amount) as `charges`, sum(paid_amount) as `payments`, sum(case when balance > 0 then balance else 0 end) as `outstanding`, sum(case when balance < 0 then 0 - balance else 0 end) as `credit_balance`, 0 as `claims`, 0 as `claims_denied`, 0 as `claimed_amount`, 0 as `claim_payments`
  from `gold`.`fact_transactions` f group by hospital_id, coalesce(`patient_id`, 'unknown'), date_trunc(service_date, month)
  union all
  select `hospital_id`, coalesce(`patient_id`, 'unknown') as `patient_id`, date_trunc(service_date, month) as `month`, 0 as `encounters`, 0 as `transactions`, 0 as `charges`, 0 as `payments`, 0 as `outstanding`, 0 as `credit_balance`, count(*) as `claims`, sum(case when not is_reversed and claim_status = 'Denied' then 1 else 0 end) as `claims_denied`, sum(case when not is_reversed then claim_amount else 0 end) as `claimed_amount`, sum(case when not is_reversed then paid_amount else 0 end) as `claim_payments`
  from `gold`.`fact_claims` f group by hospital_id, coalesce(`patient_id`, 'unknown'), date_trunc(service_date, month)
  union all
  select `hospital_id`, coalesce(`patient_id`, 'unknown') as `patient_id`, date_trunc(encounter_date, month) as `month`, count(*) as `encounters`, 0 as `transactions`, 0 as `charges`, 0 as `payments`, 0 as `outstanding`, 0 as `credit_balance`, 0 as `claims`, 0 as `claims_denied`, 0 as `claimed_amount`, 0 as `claim_payments`
  from `gold`.`fact_encounters` f group by hospital_id, coalesce(`patient_id`, 'unknown'), date_trunc(encounter_date, month)
),
summed as (
  select `hospital_id`, `patient_id`, `month`, sum(`encounters`) as `encounters`, sum(`transactions`) as `transactions`, sum(`charges`) as `charges`, sum(`payments`) as `payments`, sum(`outstanding`) as `outstanding`, sum(`credit_balance`) as `credit_balance`, sum(`claims`) as `claims`, sum(`claims_denied`) as `claims_denied`, sum(`claimed_amount`) as `claimed_amount`, sum(`claim_payments`) as `claim_payments`
  from by_fact group by `hospital_id`, `patient_id`, `month`
)
select
  s.`hospital_id`,
  s.`patient_id`,
  s.`month`,
  cast(s.`encounters` as INT64) as `encounters`,
  cast(s.`transactions` as INT64) as `transactions`,
  s.`charges`,
  s.`payments`,
  s.`outstanding`,
  s.`credit_balance`,
  cast(s.`claims` as INT64) as `claims`,
  cast(s.`claims_denied` as INT64) as `claims_denied`,
  s.`claimed_amount`,
  s.`claim_payments`
from summed s;
