import { bronzeTable, entity } from '../../model/catalogue';
import { mappedColumns } from '../../model/mapping/mapped-columns';
import { eachWarehouse } from '../../test/engines/each-warehouse';
import { insertRows, type SqlRow } from '../../test/transform/insert-rows';
import { canonicalRows } from '../lake/canonical-text';
import { HashedRows } from '../lake/hashed-rows';
import { withParquetFolder } from '../lake/parquet-folder';
import type { Warehouse } from '../warehouse/warehouse';
import { knownRows } from './known-rows';

const TRANSACTIONS = entity('transactions');
const OF = { entity: TRANSACTIONS, hospitalId: 'hospital-a' };
const COLUMNS = mappedColumns(TRANSACTIONS, {});
type Values = Readonly<Record<string, string | null>>;

/** The same rows as a source has them, typed and hashed on the way. */
function hashed<Result>(rows: readonly Values[], work: (hashed: HashedRows) => Promise<Result>): Promise<Result> {
  return withParquetFolder(async (local) => {
    const found = new HashedRows(
      local,
      { entity: TRANSACTIONS, columns: COLUMNS },
      { timeZone: 'UTC', instants: [] },
      'ModifiedDate',
    );
    await found.addAll(
      canonicalRows(() => rows.map((row) => [...COLUMNS.map(({ column }) => row[column.name] ?? null), null])),
    );
    return work(found);
  });
}

const ROWS: readonly Values[] = [
  { transaction_id: 'T1', amount: '10.5', paid_amount: '0', service_date: '2025-01-31' },
  { transaction_id: 'T2', amount: '-0.01', paid_amount: '12345678901234567890.12', visit_type: 'Zoë 𝒳' },
  { transaction_id: 'T3', amount: '999999999.99', paid_amount: '-1000000000', visit_type: '' },
  { transaction_id: "it's", amount: '1e3', paid_amount: null, service_date: '0001-01-01', amount_type: "a';\\" },
  { transaction_id: 'BACK', amount: '1', paid_amount: '-0' },
];

eachWarehouse('what bronze has, hashed from its values', (engine) => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    ({ warehouse } = await engine.open());
    const bronze = bronzeTable(TRANSACTIONS, 'hospital-a');
    await warehouse.createTables([bronze]);
    const event = (values: Values, day = 1, op = 'U'): SqlRow => ({
      ...{ hospital_id: 'hospital-a', _run_id: `r${day}`, _op: op, _seq: 1, _source_ts: '2025-01-01 00:00:00.000000' },
      ...{ _taken_at: `2025-01-0${day} 00:00:00.000000`, _row_hash: 'x', _hash_version: 2 },
      ...{ _ingested_at: '2025-01-01 00:00:00.000000', ...values },
    });
    const amounts = (values: Values) => ({
      ...values,
      ...(values['amount'] === '1e3' ? { amount: '1000' } : {}),
      ...(values['paid_amount'] === '-0' ? { paid_amount: '0' } : {}),
    });
    const rows = [
      ...ROWS.map((values) => event(amounts(values), 3)),
      ...[event({ transaction_id: 'BACK', amount: '7' }, 1), event({ transaction_id: 'BACK' }, 2, 'D')],
      ...[event({ transaction_id: 'GONE', amount: '7' }, 1), event({ transaction_id: 'GONE' }, 2, 'D')],
      event({ transaction_id: null, amount: '7' }),
    ];
    await warehouse.executeAtomically(insertRows(warehouse.dialect, bronze, rows));
  });
  afterAll(() => warehouse?.close());

  it('is to the bit what rows on their way come to, of the events that hold', async () => {
    await hashed(ROWS, async (here) => {
      const there = knownRows(warehouse, OF);
      expect(await there.sums(1)).toEqual(await here.sums(1));
      const byKey = (left: { keyHash: string }, right: { keyHash: string }) => (left.keyHash < right.keyHash ? -1 : 1);
      const all = [...(await here.all())].sort(byKey);
      expect([...(await there.ofChunks([...'0123456789abcdef']))].sort(byKey)).toEqual(all);
      expect(await there.ofKeys(all.slice(1, 3).map(({ keyHash }) => keyHash))).toHaveLength(2);
    });
  });

  it('knows which rows changed after a load', async () => {
    const rows = ['2025-01-01 00:00:00', '2025-01-01 00:00:00.5'].map((modified_at, index) => ({
      ...{ transaction_id: `T${index}`, modified_at },
    }));
    await hashed(rows, async (here) => {
      expect((await here.keysAfter('2025-01-01 00:00:00')).size).toBe(1);
      expect((await here.keysAfter(null)).size).toBe(0);
    });
  });
});
