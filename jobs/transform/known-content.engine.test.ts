import { bronzeTable, entity } from '../../model/catalogue';
import { mappedColumns } from '../../model/mapping/mapped-columns';
import { eachWarehouse } from '../../test/engines/each-warehouse';
import { insertRows, type SqlRow } from '../../test/transform/insert-rows';
import { canonicalRows } from '../lake/canonical-text';
import { withParquetFolder } from '../lake/parquet-folder';
import { type Compared, type Difference, ScannedContent } from '../lake/scanned-content';
import type { Warehouse } from '../warehouse/warehouse';
import { knownContent } from './known-content';

const DEPARTMENTS = entity('departments');
const OF = { entity: DEPARTMENTS, hospitalId: 'hospital-a' };
const COLUMNS = mappedColumns(DEPARTMENTS, {});

/** What a comparison with these departments of a source finds, and the keys that differ. */
function compare(warehouse: Warehouse, of: Compared, source: Readonly<Record<string, string>>) {
  return withParquetFolder(async (local): Promise<Difference & { readonly keys: string[] }> => {
    const scanned = new ScannedContent(
      local,
      of,
      { entity: DEPARTMENTS, columns: COLUMNS },
      { timeZone: 'UTC', instants: [] },
    );
    await scanned.addAll(
      canonicalRows(() =>
        Object.entries(source).map(([id, name]) =>
          of === 'keys' ? [id] : [...COLUMNS.map(({ column }) => (column.name === 'department_id' ? id : name)), null],
        ),
      ),
    );
    const found = await scanned.compare(knownContent(warehouse, OF));
    const keys: string[] = [];
    for await (const group of scanned.differingKeys(2)) keys.push(...group.flat().map(String));
    return { ...found, keys: keys.sort() };
  });
}

eachWarehouse('what bronze has, compared with a source', (engine) => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    ({ warehouse } = await engine.open());
    const bronze = bronzeTable(DEPARTMENTS, 'hospital-a');
    await warehouse.createTables([bronze]);
    const event = (id: string | null, day: number, more: SqlRow = {}): SqlRow => ({
      ...{
        hospital_id: 'hospital-a',
        department_id: id,
        name: 'old',
        _run_id: `r${day}`,
        _op: 'U',
        _seq: 1,
        _source_ts: '2025-01-01 00:00:00.000000',
      },
      ...{
        _taken_at: `2025-01-0${day} 00:00:00.000000`,
        _row_hash: 'x',
        _hash_version: 2,
        _ingested_at: '2025-01-01 00:00:00.000000',
        ...more,
      },
    });
    const rows = [
      ...[event('D1', 1), event('Zoë 𝒳', 1), event("it's", 1), event(null, 1)],
      ...[event('GONE', 1), event('GONE', 2, { _op: 'D', _row_hash: '' })],
      ...[event('BACK', 1), event('BACK', 2, { _op: 'D', _row_hash: '' }), event('BACK', 3)],
    ];
    await warehouse.executeAtomically(insertRows(warehouse.dialect, bronze, rows));
  });
  afterAll(() => warehouse?.close());

  it('has the keys that are not deleted, in the hashes of landing', async () => {
    const all = { D1: '', 'Zoë 𝒳': '', "it's": '', BACK: '' };
    expect(await compare(warehouse, 'keys', all)).toMatchObject({ rows: 4, missing: 0, changed: 0, keys: [] });
    const more = { ...all, GONE: '', d1: '', 'D1 ': '' };
    expect(await compare(warehouse, 'keys', more)).toMatchObject({ missing: 3, keys: ['D1 ', 'GONE', 'd1'] });
  });

  it('counts what is missing, changed and gone', async () => {
    expect(await compare(warehouse, 'rows', { D1: 'a', NEW: 'b' })).toEqual({
      ...{ rows: 2, missing: 1, changed: 1, gone: 3, keys: ['D1', 'NEW'] },
    });
    expect(await compare(warehouse, 'rows', {})).toMatchObject({ rows: 0, missing: 0, changed: 0, gone: 4 });
  });
});
