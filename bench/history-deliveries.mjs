// A part of history.mjs: what is delivered. The first delivery is every row; each later one holds the share of the rows that has changed.
export const DELIVERIES = [
  { runId: 'r1', day: '2026-01-01', changed: 1, version: 0, title: 'the first load' },
  { runId: 'r2', day: '2026-01-02', changed: 0.05, version: 1, title: '5 % changed' },
  { runId: 'r3', day: '2026-01-03', changed: 0.0001, version: 2, title: '0.01 % changed' },
];

/** The columns of the table. */
export const COLUMNS = [
  ...['transaction_id', 'encounter_id', 'patient_id', 'provider_id', 'department_id', 'visit_date', 'service_date'],
  ...['paid_date', 'visit_type', 'amount', 'amount_type', 'paid_amount', 'claim_id', 'payer_id', 'procedure_code'],
  ...['icd_code', 'line_of_business', 'medicaid_id', 'medicare_id', 'inserted_at', 'modified_at'],
];
