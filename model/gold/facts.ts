import { DATASETS } from '../datasets';
import type { Column, TableDefinition } from '../types';
import { date, hospital, money, optionalText, text } from './columns';

const key = (name: string, of: string): Column =>
  text(name, `Version of the ${of} as of the day of the service; "unknown": no dimension knows it.`);

const dayKey = (name: string): Column => ({ ...key(name, 'day'), reveals: 'day' });

const patient: readonly Column[] = [
  { ...key('patient_key', 'patient'), reveals: 'person' },
  optionalText('patient_id', "The hospital's id of the patient.", 'medical_record_number'),
];
const place: readonly Column[] = [
  key('provider_key', 'provider'),
  optionalText('provider_id', "The hospital's id of the provider."),
  key('department_key', 'department'),
  optionalText('department_id', "The hospital's id of the department."),
  optionalText('group_department_id', 'Department of the group that it is; NULL: no lookup of the hospital names it.'),
];
const payer: readonly Column[] = [
  text('payer_key', 'Payer; "unknown": the row names none.'),
  optionalText('payer_id', 'Payer, by the id that gold.dim_payer has: one for the whole group.'),
  optionalText('source_payer_id', 'Payer, by the id or the spelling that the hospital delivers.'),
];
const procedure: readonly Column[] = [
  key('cpt_key', 'procedure code'),
  optionalText('procedure_code', 'CPT or HCPCS code.', 'health'),
];
const encounter = optionalText('encounter_id', 'Encounter.', 'account_number');

/** Additive over every dimension: `amount`, `paid_amount`, `balance`. */
export const factTransactions: TableDefinition = {
  dataset: DATASETS.gold,
  name: 'fact_transactions',
  layer: 'gold',
  grain: 'one row per transaction (charge line) of a hospital, as it is now',
  key: ['hospital_id', 'transaction_id'],
  partitionBy: 'service_date',
  partitionUnit: 'month',
  clusterBy: ['hospital_id', 'department_id', 'provider_id'],
  columns: [
    hospital,
    text('transaction_id', "The hospital's id of the transaction.", 'account_number'),
    encounter,
    ...patient,
    ...place,
    ...payer,
    ...procedure,
    key('icd_key', 'diagnosis code'),
    optionalText('icd_code', 'ICD-10-CM code.', 'health'),
    dayKey('service_date_key'),
    date('service_date', 'Day of the service: the charge is posted on it.', 'date'),
    date('paid_date', 'Day the payment was posted; NULL: none was.', 'date'),
    optionalText('line_of_business', 'Commercial, Medicare, Medicaid, Self-Pay.', 'payment'),
    money('amount', 'Gross charge.', 'payment'),
    money('paid_amount', 'Paid so far.', 'payment'),
    money('balance', 'amount - paid_amount; negative: a credit balance.', 'payment'),
  ],
};

/** Additive over every dimension: the amounts. Never summed together with transactions: a transaction may have several claims. */
export const factClaims: TableDefinition = {
  dataset: DATASETS.gold,
  name: 'fact_claims',
  layer: 'gold',
  grain: 'one row per claim of a hospital, as it is now',
  key: ['hospital_id', 'claim_id'],
  partitionBy: 'claim_date',
  partitionUnit: 'month',
  clusterBy: ['hospital_id', 'payer_id', 'department_id'],
  columns: [
    hospital,
    text('claim_id', "The hospital's id of the claim.", 'account_number'),
    optionalText('transaction_id', 'Transaction the claim asks payment for.', 'account_number'),
    encounter,
    ...patient,
    ...place,
    ...payer,
    dayKey('service_date_key'),
    date('service_date', 'Day of the service.', 'date'),
    date('claim_date', 'Day of submission.', 'date'),
    date('adjudication_date', 'Day the payer decided; NULL: pending, or the hospital does not deliver it.', 'date'),
    text(
      'claim_status',
      'Pending, Approved, Paid, Denied or Rejected; Voided, Reversed or Replaced: taken back.',
      'payment',
    ),
    optionalText('payer_type', 'Private, Government, Self-pay.', 'payment'),
    money('claim_amount', 'Amount claimed.', 'payment'),
    money('paid_amount', 'Amount the payer paid.', 'payment'),
    {
      name: 'patient_responsibility',
      type: 'NUMERIC',
      phi: 'payment',
      unit: 'usd',
      description: 'Deductible, coinsurance and copay; NULL: the hospital delivers none of them.',
    },
    {
      name: 'is_reversed',
      type: 'BOOL',
      phi: 'payment',
      description:
        'The claim was taken back: its status is Voided, Reversed or Replaced, or an amount is negative. It counts as 0 in amounts and in no adjudication.',
    },
  ],
};

export const factEncounters: TableDefinition = {
  dataset: DATASETS.gold,
  name: 'fact_encounters',
  layer: 'gold',
  grain: 'one row per encounter of a hospital, as it is now',
  key: ['hospital_id', 'encounter_id'],
  partitionBy: 'encounter_date',
  partitionUnit: 'month',
  clusterBy: ['hospital_id', 'department_id', 'provider_id'],
  columns: [
    hospital,
    text('encounter_id', "The hospital's id of the encounter.", 'account_number'),
    ...patient,
    ...place,
    ...procedure,
    dayKey('encounter_date_key'),
    date('encounter_date', 'Day of the encounter.', 'date'),
    optionalText('encounter_type', 'Inpatient, Outpatient, Emergency, ...', 'health'),
  ],
};

export const FACTS: readonly TableDefinition[] = [factTransactions, factClaims, factEncounters];
