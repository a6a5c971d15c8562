import { DATASETS } from '../datasets';
import type { Column, TableDefinition } from '../types';
import { count, hospital, money, optionalText, ratio, text } from './columns';

const provider = text('provider_id', 'Provider; "unknown": the row names none.');
const department = text('department_id', 'Department; "unknown": the row names none.');
const month: Column = {
  name: 'month',
  type: 'DATE',
  phi: 'none',
  required: true,
  description: 'First day of the month of the service, of the encounter for encounters.',
};

const transactionMeasures: readonly Column[] = [
  count('transactions', 'Transactions.'),
  money('charges', 'Gross charges.'),
  money('payments', 'Payments so far.'),
  money('outstanding', 'Unpaid part of the charges; credit balances are not netted.'),
  money('credit_balance', 'Paid beyond the charge.'),
];
const claimMeasures: readonly Column[] = [
  count('claims', 'Claims.'),
  count('claims_approved', 'Claims in status Approved.'),
  count('claims_paid', 'Claims in status Paid.'),
  count('claims_denied', 'Claims in status Denied.'),
  count('claims_rejected', 'Claims in status Rejected.'),
  count('claims_pending', 'Claims in status Pending.'),
  // Tables from before the column have rows without a value until the next run.
  { ...count('claims_reversed', 'Claims that were taken back: voided, reversed or replaced.'), required: false },
  money('claimed_amount', 'Amount claimed, of claims that were not taken back.'),
  money('claim_payments', 'Amount paid on claims that were not taken back.'),
];
const collectionRate = ratio('collection_rate', 'payments / charges.');
const denialRate = ratio('denial_rate', 'Denied / (Approved + Paid + Denied), by count.');
const activity: readonly Column[] = [
  count('encounters', 'Encounters.'),
  ...transactionMeasures,
  ...claimMeasures,
  collectionRate,
  denialRate,
];

function summary(name: string, grain: string, key: readonly Column[], measures: readonly Column[]): TableDefinition {
  return {
    dataset: DATASETS.gold,
    name,
    layer: 'gold',
    grain,
    key: [hospital, ...key].map((column) => column.name),
    clusterBy: [hospital, ...key].map((column) => column.name).slice(0, 4),
    columns: [hospital, ...key, ...measures],
  };
}

export const providerChargeSummary = summary(
  'provider_charge_summary',
  'one row per hospital, provider, department and month of service',
  [provider, department, month],
  transactionMeasures,
);

/** What was done and billed for a patient, by month; the course's billing history. */
export const patientHistory = summary(
  'patient_history',
  'one row per hospital, patient and month',
  [text('patient_id', 'Patient; "unknown": the row names none.', 'medical_record_number'), { ...month, phi: 'date' }],
  [
    count('encounters', 'Encounters.'),
    ...transactionMeasures.map((column): Column => (column.unit === 'usd' ? { ...column, phi: 'payment' } : column)),
    count('claims', 'Claims.'),
    count('claims_denied', 'Claims in status Denied.'),
    money('claimed_amount', 'Amount claimed.', 'payment'),
    money('claim_payments', 'Amount paid on claims.', 'payment'),
  ],
);

export const providerPerformance = summary(
  'provider_performance',
  'one row per hospital and provider',
  [provider],
  [optionalText('provider_name', 'Current name.'), count('patients', 'Different patients seen.'), ...activity],
);

export const departmentPerformance = summary(
  'department_performance',
  'one row per hospital and department',
  [department],
  [
    optionalText('department_name', 'Current name.'),
    optionalText(
      'group_department_id',
      'Department of the group that it is now; NULL: no lookup of the hospital names it.',
    ),
    optionalText('group_department_name', 'Name of that department.'),
    count('patients', 'Different patients seen.'),
    ...activity,
  ],
);

export const financialMetrics = summary('financial_metrics', 'one row per hospital', [], activity);

export const financialMetricsByMonth = summary(
  'financial_metrics_by_month',
  'one row per hospital and month of service',
  [month],
  activity,
);

export const payorPerformance = summary(
  'payor_performance',
  'one row per hospital, payer and payer type',
  [
    text('payer_id', 'Payer, by the id of gold.dim_payer; "unknown": the claim names none.'),
    text('payer_type', 'Private, Government, Self-pay; "unknown": the claim names none.'),
  ],
  [
    optionalText('payer_name', 'Name of the payer in the group.'),
    optionalText('plan_type', 'Its plan type; NULL: no lookup says it.'),
    ...claimMeasures,
    money('claims_outstanding', 'Claimed and not yet paid, of claims that are Pending or Approved.'),
    ratio('approval_rate_all', "Approved / all claims: the course's formula."),
    ratio('approval_rate_adjudicated', "(Approved + Paid) / (Approved + Paid + Denied): the field's formula."),
    denialRate,
    ratio('payment_rate', 'Amount paid / amount claimed.'),
  ],
);

export const SUMMARIES: readonly TableDefinition[] = [
  providerChargeSummary,
  patientHistory,
  providerPerformance,
  departmentPerformance,
  financialMetrics,
  financialMetricsByMonth,
  payorPerformance,
];
