import { CLAIM_STATUSES } from '../../model/tables/claims';
import type { ClaimRow, TransactionRow } from '../account';
import type { SampleDay } from '../calendar';
import type { BrokenLine } from '../claims-files';
import { UNKNOWN_PROCEDURE, UNKNOWN_PROVIDER } from '../codes';
import type { HospitalProfile } from '../hospital-profile';
import type { Fields } from '../people';
import { ClaimOutcomes, type ClaimsTruth } from './claim-outcomes';
import { Receivables, type ReceivablesTruth } from './receivables';
import { TableCounter, type TableTruth } from './table-truth';

/** What the pipeline must report for one hospital's data. */
export interface HospitalTruth {
  /** By entity. */
  readonly tables: Record<string, TableTruth>;
  /** Broken lines of claims files. */
  readonly brokenLines: readonly BrokenLine[];
  readonly receivables: ReceivablesTruth;
  readonly claims: ClaimsTruth;
}

/** The content of `truth.json`: everything that a run over the sample must report, counted by the generator itself. */
export interface SampleTruth {
  readonly seed: number;
  readonly day: SampleDay;
  /** Day at whose end the extracts were taken. */
  readonly closingDate: string;
  readonly hospitals: Record<string, HospitalTruth>;
  /** All hospitals together. */
  readonly group: { readonly receivables: ReceivablesTruth; readonly claims: ClaimsTruth };
  /** Rows of the reference files by entity. */
  readonly references: Record<string, number>;
}

/** The sums over a hospital, or over all of them. */
export interface Sums {
  readonly receivables: Receivables;
  readonly claims: ClaimOutcomes;
}

export function emptySums(): Sums {
  return { receivables: new Receivables(), claims: new ClaimOutcomes() };
}

/** Counts one hospital's truth while its rows are written. */
export class HospitalLedger {
  readonly departments;
  readonly providers;
  readonly patients;
  readonly encounters;
  readonly transactions;
  readonly claims;

  constructor({ period }: HospitalProfile, day: SampleDay) {
    const plain = (key: string) => new TableCounter<Fields>({ fields: (row) => row, key }, period, day);
    this.departments = plain('department_id');
    this.providers = plain('provider_id');
    this.patients = plain('patient_id');
    this.encounters = new TableCounter<Fields>(
      { fields: (row) => row, key: 'encounter_id', unknownReferences },
      period,
      day,
    );
    this.transactions = new TableCounter<TransactionRow>(
      {
        fields: (row) => row.fields,
        key: 'transaction_id',
        errors: (row) => [
          ...(row.amountCents < 0 ? ['amount_not_negative'] : []),
          ...(row.paidCents < 0 ? ['paid_not_negative'] : []),
        ],
        warnings: (row) => [
          ...(row.paidCents > row.amountCents ? ['paid_at_most_charged'] : []),
          ...(row.paidDay !== null && row.paidDay < row.serviceDay ? ['paid_after_service'] : []),
        ],
        unknownReferences: (row) => unknownReferences(row.fields),
      },
      period,
      day,
    );
    this.claims = new TableCounter<ClaimRow>(
      {
        fields: (row) => row.fields,
        key: 'claim_id',
        errors: (row) => (CLAIM_STATUSES.some((status) => status === row.status) ? [] : ['status_known']),
        unknownReferences: (row) => unknownReferences(row.fields),
        everyVersion: true,
      },
      period,
      day,
    );
  }

  tables(): Record<string, TableTruth> {
    const { departments, providers, patients, encounters, transactions, claims } = this;
    const counters = { departments, providers, patients, encounters, transactions, claims };
    return Object.fromEntries(Object.entries(counters).map(([name, counter]) => [name, counter.result()]));
  }
}

function unknownReferences(fields: Fields): string[] {
  return [
    ...(fields['provider_id'] === UNKNOWN_PROVIDER ? ['provider_id'] : []),
    ...(fields['procedure_code'] === UNKNOWN_PROCEDURE ? ['procedure_code'] : []),
  ];
}
