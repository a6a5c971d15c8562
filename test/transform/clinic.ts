import { version } from './gold-warehouse';
import type { SqlRow } from './insert-rows';

const provider = (values: SqlRow, from?: string, to?: string | null) =>
  version({ provider_id: 'P1', last_name: 'Stone', specialization: 'Surgery', ...values }, from, to);

const transaction = (
  id: string,
  service: string,
  amount: string,
  paid: string,
  paidDate: string | null,
  more: SqlRow = {},
) =>
  version({
    transaction_id: id,
    encounter_id: 'E1',
    patient_id: 'A1',
    provider_id: 'P1',
    department_id: 'D1',
    payer_id: 'Medicare',
    procedure_code: '99213',
    icd_code: 'E11.9',
    service_date: service,
    paid_date: paidDate,
    amount,
    paid_amount: paid,
    ...more,
  });

const claim = (id: string, status: string, claimed: string, adjudicated: string | null, more: SqlRow = {}) =>
  version({
    claim_id: id,
    transaction_id: 'T1',
    patient_id: 'A1',
    provider_id: 'P1',
    department_id: 'D1',
    payer_id: 'Medicare',
    payer_type: 'Government',
    service_date: '2025-01-05',
    claim_date: '2025-01-10',
    adjudication_date: adjudicated,
    claim_amount: claimed,
    paid_amount: '0',
    claim_status: status,
    ...more,
  });

/**
 * Silver of two tiny hospitals whose figures can be worked out by hand. Invented.
 * hospital-a has every case; hospital-b has the same ids, delivers no adjudication dates, and has been open for 30 days.
 */
export const CLINIC: Readonly<Record<string, readonly SqlRow[]>> = {
  patients: [
    version({ patient_id: 'A1', first_name: 'Ann', ssn: '000-00-0000', gender: 'F', date_of_birth: '1980-02-29' }),
    version({ hospital_id: 'hospital-b', patient_id: 'A1', gender: 'M', date_of_birth: null }),
  ],
  providers: [
    provider({}, '2025-02-01', '2025-03-01'),
    provider({ specialization: 'Oncology' }, '2025-03-01'),
    version({ hospital_id: 'hospital-b', provider_id: 'P1', last_name: 'Brook' }),
  ],
  departments: [version({ department_id: 'D1', name: 'Surgery' }, '2025-02-01', '2025-02-20')],
  encounters: [
    version({
      encounter_id: 'E1',
      patient_id: 'A1',
      provider_id: 'P1',
      department_id: 'D1',
      encounter_date: '2025-01-05',
      procedure_code: '99213',
    }),
    version({
      encounter_id: 'E2',
      patient_id: 'A1',
      provider_id: 'P1',
      department_id: 'D9',
      encounter_date: '2025-03-05',
    }),
    version(
      { encounter_id: 'E3', patient_id: 'A2', provider_id: 'P1', department_id: 'D1', encounter_date: '2025-03-05' },
      '2025-01-01',
      '2025-02-01',
    ),
  ],
  transactions: [
    // Open since January, 60 of 100 paid in February.
    transaction('T1', '2025-01-05', '100', '60', '2025-02-10'),
    // Never paid; the department was closed on that day.
    transaction('T2', '2025-02-20', '200.50', '0', null),
    // A credit of 30 from March on.
    transaction('T3', '2025-02-28', '50', '80', '2025-03-01', { provider_id: null, payer_id: null }),
    // Paid in March before its service in April: a credit of 40 at the close of March.
    transaction('T4', '2025-04-10', '70', '40', '2025-03-31', { procedure_code: '00000' }),
    // Paid, but nobody knows when: not posted.
    transaction('T5', '2025-04-30', '10', '10', null, { provider_id: 'P9' }),
    version(
      { transaction_id: 'T9', service_date: '2025-04-30', amount: '999', paid_amount: '0' },
      '2025-01-01',
      '2025-01-02',
    ),
    transaction('T1', '2025-04-01', '1000', '250', '2025-04-30', { hospital_id: 'hospital-b' }),
  ],
  claims: [
    claim('C1', 'Paid', '100', '2025-01-20', { paid_amount: '60', deductible: '10', copay: '5' }),
    claim('C2', 'Approved', '100', '2025-01-12', { paid_amount: '20' }),
    claim('C3', 'Denied', '300', '2025-02-09'),
    claim('C4', 'Denied', '100', '2025-01-13', { payer_id: 'BlueCross', payer_type: 'Private' }),
    claim('C5', 'Rejected', '100', null),
    claim('C6', 'Pending', '100', null, { claim_date: '2025-02-05' }),
    claim('C1', 'Paid', '500', null, { hospital_id: 'hospital-b', paid_amount: '250' }),
  ],
  cpt_codes: [version({ hospital_id: 'reference', procedure_code: '99213', category: 'Visit' })],
  icd_codes: [version({ hospital_id: 'reference', icd_code: 'E11.9', description: 'Diagnosis E11.9' })],
  npi: [],
};
