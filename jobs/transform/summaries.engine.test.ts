import { environmentTables } from '../../model/catalogue';
import { SUMMARIES } from '../../model/gold/summaries';
import { BASE_MODEL } from '../../model/model';
import { CLINIC_LOOKUPS } from '../../test/transform/clinic-lookups';
import { loadGold } from '../../test/transform/gold-warehouse';
import { openDuckDb, read } from '../../test/transform/hospital-warehouse';
import type { SqlRow } from '../../test/transform/insert-rows';
import { markedClinic } from '../../test/transform/marked-clinic';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import type { Row } from '../warehouse/warehouse';

const SILVER = markedClinic();
let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ warehouse, remove } = await openDuckDb(environmentTables(BASE_MODEL)));
  await loadGold(warehouse, SILVER);
}, 60_000);
afterAll(() => remove());

type Figure = (rows: readonly SqlRow[]) => number;
const DAY_OF = { transactions: 'service_date', claims: 'service_date', encounters: 'encounter_date' } as const;
type Source = keyof typeof DAY_OF;

const sum =
  (value: (row: SqlRow) => number): Figure =>
  (rows) =>
    rows.reduce((total, row) => total + value(row), 0);
const dollars = (column: string) => sum((row) => Number(row[column]));
const reversed = (row: SqlRow) =>
  ['Voided', 'Reversed', 'Replaced'].includes(String(row['claim_status'])) ||
  Number(row['claim_amount']) < 0 ||
  Number(row['paid_amount']) < 0;
const ofStanding = (column: string) => sum((row) => (reversed(row) ? 0 : Number(row[column])));
const claimsIn = (status: string) => sum((row) => (row['claim_status'] === status && !reversed(row) ? 1 : 0));
const unpaid = (row: SqlRow) => Number(row['amount']) - Number(row['paid_amount']);

/** What a figure is of the rows of a group, worked out one row at a time. */
const FIGURES: Readonly<Record<Source, Readonly<Record<string, Figure>>>> = {
  transactions: {
    transactions: (rows) => rows.length,
    charges: dollars('amount'),
    payments: dollars('paid_amount'),
    outstanding: sum((row) => Math.max(unpaid(row), 0)),
    credit_balance: sum((row) => Math.max(-unpaid(row), 0)),
  },
  claims: {
    claims: (rows) => rows.length,
    claims_approved: claimsIn('Approved'),
    claims_paid: claimsIn('Paid'),
    claims_denied: claimsIn('Denied'),
    claims_rejected: claimsIn('Rejected'),
    claims_pending: claimsIn('Pending'),
    claims_reversed: sum((row) => (reversed(row) ? 1 : 0)),
    claimed_amount: ofStanding('claim_amount'),
    claim_payments: ofStanding('paid_amount'),
    claims_outstanding: sum((row) =>
      !reversed(row) && ['Pending', 'Approved'].includes(String(row['claim_status']))
        ? Math.max(Number(row['claim_amount']) - Number(row['paid_amount']), 0)
        : 0,
    ),
  },
  encounters: {
    encounters: (rows) => rows.length,
    patients: (rows) => new Set(rows.map((row) => row['patient_id'])).size,
  },
};

/** What a rate is of the figures of its row. */
const RATES: Readonly<Record<string, (figure: (name: string) => number) => number>> = {
  collection_rate: (figure) => figure('payments') / figure('charges'),
  denial_rate: (figure) =>
    figure('claims_denied') / (figure('claims_approved') + figure('claims_paid') + figure('claims_denied')),
  approval_rate_all: (figure) => figure('claims_approved') / figure('claims'),
  approval_rate_adjudicated: (figure) =>
    (figure('claims_approved') + figure('claims_paid')) /
    (figure('claims_approved') + figure('claims_paid') + figure('claims_denied')),
  payment_rate: (figure) => figure('claim_payments') / figure('claimed_amount'),
};

/** The value of a key's column: a payer by the hospital's lookup; one that it does not name is of its hospital alone. */
const memberOf = (row: SqlRow, name: string) => {
  const value = row[name] ?? 'unknown';
  if (name !== 'payer_id' || value === 'unknown') return value;
  const { payers = [] } = CLINIC_LOOKUPS.find(({ id }) => id === row['hospital_id']) ?? {};
  return payers.find(({ source }) => source === value)?.payer ?? `${row['hospital_id']}/${value}`;
};

/** The current rows of silver that a row of a summary is of. */
function rowsOf(source: Source, row: Row, key: readonly string[]): SqlRow[] {
  const matches = (each: SqlRow) =>
    key.every((name) =>
      name === 'month'
        ? String(each[DAY_OF[source]]).slice(0, 7) === String(row[name]).slice(0, 7)
        : memberOf(each, name) === row[name],
    );
  return (SILVER[source] ?? []).filter((each) => each['is_current'] === true && matches(each));
}

describe.each(SUMMARIES)('$name', (summary) => {
  const names = summary.columns.map((column) => column.name).filter((name) => !summary.key.includes(name));

  it('sums the rows of each group in each figure', async () => {
    const rows = await read(warehouse, summary, [...summary.key, ...names].join(', '));
    const sources = Object.keys(FIGURES) as Source[];
    const wrong = rows.flatMap((row) =>
      sources.flatMap((source) =>
        Object.entries(FIGURES[source])
          .filter(([name]) => names.includes(name))
          .map(([name, figure]) => ({
            name,
            found: Number(row[name]),
            right: figure(rowsOf(source, row, summary.key)),
          }))
          .filter(({ found, right }) => Math.abs(found - right) > 0.001),
      ),
    );
    expect(wrong).toEqual([]);
    expect(rows.length).toBeGreaterThan(1);
  });

  it('divides its own figures in each rate, and leaves NULL where the divisor is 0', async () => {
    const rows = await read(warehouse, summary, names.join(', '));
    const wrong = rows.flatMap((row) =>
      Object.entries(RATES)
        .filter(([name]) => names.includes(name))
        .map(([name, rate]) => ({ name, found: row[name], right: rate((figure) => Number(row[figure])) }))
        .filter(({ found, right }) =>
          Number.isFinite(right) ? Math.abs(Number(found) - right) > 0.000001 : found !== null,
        ),
    );
    expect(wrong).toEqual([]);
  });

  it('has only figures that this test computes by itself', () => {
    const known = [...Object.values(FIGURES), RATES].flatMap((each) => Object.keys(each));
    const figures = summary.columns.filter(
      ({ type, name }) => ['INT64', 'NUMERIC'].includes(type) && names.includes(name),
    );
    expect(figures.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  });
});
