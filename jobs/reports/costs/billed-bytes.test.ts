import type { TableDefinition } from '../../../model/types';
import type { TableScan } from '../../warehouse/scans/table-scan';
import type { Assumptions } from './assumptions';
import { billedBytes, LEAST_BYTES } from './billed-bytes';

const OF: Assumptions = { hospitals: 10, transactions: 1_000_000, changedShare: 0.01, years: 3 };
const ENTITIES = ['transactions'];
const TEXT = 14;
const NUMERIC = 16;

const column = (name: string, type: 'STRING' | 'NUMERIC') =>
  ({ name, type, phi: 'none', description: 'Made up.' }) as const;
/** Silver of 10 hospitals with a million transactions, each in two versions. */
const SILVER: TableDefinition = {
  ...{ dataset: 'silver', name: 'transactions', layer: 'silver', grain: 'one row per version', key: [] },
  columns: [column('hospital_id', 'STRING'), column('transaction_id', 'STRING'), column('amount', 'NUMERIC')],
  clusterBy: ['hospital_id', 'transaction_id'],
};
const ROWS = 20_000_000;
const scan = (columns: readonly string[], bounded: readonly string[] = [], changes = false): TableScan => ({
  ...{ table: SILVER, columns: new Set(columns), bounded: new Set(bounded), changes },
});
const bytes = (...scans: readonly TableScan[]) => billedBytes(scans, OF, ENTITIES).bytes;

it('counts the columns that are named, of all rows', () => {
  expect(bytes(scan(['amount']))).toBe(ROWS * NUMERIC);
});

it('counts the rows of one hospital where the hospital is a constant, and all where only the second cluster column is', () => {
  expect(bytes(scan(['hospital_id', 'amount'], ['hospital_id']))).toBeCloseTo((ROWS / 10) * (TEXT + NUMERIC));
  expect(bytes(scan(['transaction_id'], ['transaction_id']))).toBe(ROWS * TEXT);
});

it('counts a table that is read in several places once: each column, of the most rows', () => {
  expect(bytes(scan(['amount'], ['hospital_id']), scan(['transaction_id']), scan(['amount']))).toBe(
    ROWS * (TEXT + NUMERIC),
  );
});

it('counts every column of the rows that are left where some are deleted or changed', () => {
  expect(bytes(scan(['hospital_id'], ['hospital_id'], true))).toBeCloseTo((ROWS / 10) * (TEXT + TEXT + NUMERIC));
});

it('counts a small table as 10 MiB, and says so; a table of which no column is read as nothing', () => {
  const small = { ...OF, transactions: 1 };
  expect(billedBytes([scan(['amount'])], small, ENTITIES)).toEqual({
    bytes: LEAST_BYTES,
    least: LEAST_BYTES - 20 * NUMERIC,
    estimate: 20 * NUMERIC,
  });
  expect(billedBytes([scan([])], OF, ENTITIES)).toEqual({ bytes: 0, least: 0, estimate: 0 });
});

it('expects what the partition leaves, whatever the cluster column does', () => {
  const days: TableDefinition = { ...SILVER, name: 'runs', dataset: 'ops', layer: 'ops', partitionBy: 'amount' };
  const both = { ...scan(['amount'], ['hospital_id', 'amount']), table: days };
  const { estimate } = billedBytes([both], OF, ENTITIES);
  expect(estimate).toBeCloseTo(NUMERIC);
  expect(billedBytes([scan(['amount'], ['hospital_id'])], OF, ENTITIES).estimate).toBe(ROWS * NUMERIC);
});
