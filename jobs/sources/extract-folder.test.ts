import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entity } from '../../model/catalogue';
import type { HospitalSpec } from '../../model/spec';
import type { SourceTotals } from '../lake/manifest';
import { ExtractFolder } from './extract-folder';
import type { Window } from './source';

const folder = mkdtempSync(join(tmpdir(), 'rcm-extracts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const EVERYTHING: Window = { watermark: null, lookbackSeconds: 0, until: null };
const TRANSACTIONS = entity('transactions');

/** What the source says of an extract of transactions with these ids, amounts, payments and days of change. */
function totalsOf(
  rows: readonly string[],
  window: Partial<Window> = {},
  hospital: Partial<Pick<HospitalSpec, 'mapping' | 'keyScan'>> = {},
): Promise<SourceTotals | null> {
  const given = ['TransactionID', 'Amount', 'PaidAmount', 'ModifiedDate'];
  const others = TRANSACTIONS.columns.map(({ source }) => source).filter((name) => !given.includes(name));
  const lines = rows.map((row) => `${row}${','.repeat(others.length)}`);
  writeFileSync(join(folder, 'transactions.csv'), [[...given, ...others].join(','), ...lines].join('\n'));
  const source = new ExtractFolder({ mapping: {}, keyScan: 'every_run', ...hospital }, folder);
  return source.snapshot(TRANSACTIONS, { ...EVERYTHING, ...window }, (snapshot) => snapshot.totals());
}

describe('totals of an extract', () => {
  it('are exact, over every row whatever the window, each value rounded to cents before it is added', async () => {
    const rows = [
      'T1,0.005,1,2024-01-01',
      'T2,0.005,0,2024-01-02',
      'T3,988.3699951171875,90071992547409.93,2024-01-03',
    ];
    expect(await totalsOf(rows, { watermark: '2024-01-03' })).toEqual({
      rows: 3,
      sums: { amount: '988.39', paid_amount: '90071992547410.93' },
    });
  });
  it('ignore texts that are not amounts, and rows without a key', async () => {
    expect(await totalsOf(['T1,,1,2024-01-01', 'T2,twelve,-0.5,2024-01-02', ',"$1,000.00",2,2024-01-03'])).toEqual({
      rows: 2,
      sums: { amount: '1000.00', paid_amount: '2.50' },
    });
  });
  it('of no rows are nothing', async () => {
    expect(await totalsOf([])).toEqual({ rows: 0, sums: { amount: '0.00', paid_amount: '0.00' } });
  });
  it('take off the prefix of the mapping, as landing does', async () => {
    const columns = { amount: { column: 'Amount', stripPrefix: 'USD ' } };
    const totals = await totalsOf(['T1,USD 12.50,0,2024-01-01'], {}, { mapping: { transactions: { columns } } });
    expect(totals?.sums['amount']).toBe('12.50');
  });
  it('are not asked for without key scans, and not where rows are left for a later run', async () => {
    expect(await totalsOf(['T1,1,1,2024-01-01'], {}, { keyScan: 'never' })).toBeNull();
    expect(await totalsOf(['T1,1,1,2024-01-01'], { until: '2024-01-01' })).toBeNull();
  });
});
