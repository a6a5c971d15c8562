import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Column, LogicalType, TableDefinition } from '../../model/types';
import { eachWarehouse } from '../../test/engines/each-warehouse';
import { uniqueName } from '../../test/engines/engine-process';
import { JobError } from '../errors';
import type { ObjectStore } from '../lake/object-store';
import type { Parameter, Row, Statement, Warehouse } from './warehouse';

/** A value of a row that must never appear in an error. */
const SECRET = 'Ng-secret-4711';

function column(name: string, type: LogicalType, required = false): Column {
  return { name, type, phi: 'none', description: 'For the test.', ...(required ? { required } : {}) };
}

const TYPED = [
  column('i', 'INT64'),
  column('n', 'NUMERIC'),
  column('d', 'DATE'),
  column('at', 'TIMESTAMP'),
  column('b', 'BOOL'),
];
const TYPED_VALUES: Statement['parameters'] = {
  id: { type: 'STRING', value: "k'1" },
  i: { type: 'INT64', value: 42 },
  n: { type: 'NUMERIC', value: '-988.300' },
  d: { type: 'DATE', value: '2024-02-29' },
  at: { type: 'TIMESTAMP', value: '2024-02-29 01:02:03.000010' },
  b: { type: 'BOOL', value: true },
};

eachWarehouse('warehouse contract', ({ dialect, limits, open }) => {
  let warehouse: Warehouse;
  let store: ObjectStore;
  const dataset = uniqueName('contract_');
  const table = (name: string, columns: readonly Column[], layer: TableDefinition['layer'] = 'gold') =>
    ({ dataset, name, layer, grain: 'one row per test', columns, key: [] }) satisfies TableDefinition;
  const query = (sql: string, parameters: Statement['parameters'] = {}) =>
    warehouse.query({ name: 'contract', sql, parameters });
  const value = async (sql: string, parameters: Statement['parameters'] = {}) =>
    (await query(`select ${sql} as v`, parameters))[0]?.['v'];

  beforeAll(async () => {
    ({ warehouse, store } = await open());
  });
  afterAll(() => warehouse.close());

  describe('values', () => {
    const VALUES: [Parameter, Row[string]][] = [
      [{ type: 'STRING', value: `it's "${SECRET}" \\n @p $p` }, `it's "${SECRET}" \\n @p $p`],
      [{ type: 'STRING', value: '' }, ''],
      [{ type: 'INT64', value: Number.MIN_SAFE_INTEGER }, Number.MIN_SAFE_INTEGER],
      [{ type: 'NUMERIC', value: '-988.370000001' }, '-988.370000001'],
      [{ type: 'NUMERIC', value: '12345678901234567890123456789.5' }, '12345678901234567890123456789.5'],
      [{ type: 'DATE', value: '2024-02-29' }, '2024-02-29'],
      [{ type: 'TIMESTAMP', value: '2024-02-29 01:02:03.000010' }, '2024-02-29 01:02:03.000010'],
      [{ type: 'BOOL', value: false }, false],
      ...(['STRING', 'INT64', 'NUMERIC', 'DATE', 'TIMESTAMP', 'BOOL'] as const).map((type): [Parameter, null] => [
        { type, value: null },
        null,
      ]),
    ];

    it.each(VALUES)('a bound %j comes back as %j', async (parameter, expected) => {
      expect(await value(dialect.parameter('p'), { p: parameter })).toBe(expected);
    });

    it('a sign in a literal, a name or a comment is not a parameter, and an unused value is not an error', async () => {
      const sign = dialect.parameter('p');
      const sql = `select ${dialect.text(`it's ${sign}`)} as a, ${sign} as b -- ${sign}\n`;
      const parameters = { p: { type: 'INT64', value: 7 }, unused: { type: 'STRING', value: 'x' } } as const;
      expect(await query(sql, parameters)).toEqual([{ a: `it's ${sign}`, b: 7 }]);
    });

    it('refuses an integer that a number cannot hold', async () => {
      await expect(value('9007199254740993')).rejects.toMatchObject({ code: 'WAREHOUSE_STATEMENT_FAILED' });
    });

    it('returns many rows in their order', async () => {
      const days = dialect.days(dialect.dateLiteral('1990-01-01'), dialect.dateLiteral('2019-12-31'));
      const rows = await query(`select day from ${days} order by day`);
      expect([rows.length, rows[0]?.['day'], rows.at(-1)?.['day']]).toEqual([10_957, '1990-01-01', '2019-12-31']);
    });
  });

  describe('tables', () => {
    const columns = [column('id', 'STRING', true), ...TYPED];

    it('are created once, with every type, and keep their rows when they are created again', async () => {
      const typed: TableDefinition = { ...table('typed', columns), partitionBy: 'at', clusterBy: ['id', 'n'] };
      await warehouse.createTables([typed]);
      const row = (['id', ...TYPED.map(({ name }) => name)] as const).map((name) => dialect.parameter(name));
      await warehouse.executeAtomically([
        {
          name: 'fill',
          sql: `insert into ${dialect.table(typed)} values (${row.join(', ')})`,
          parameters: TYPED_VALUES,
        },
      ]);
      const monthly = { ...table('monthly', columns), partitionBy: 'd', partitionUnit: 'month' } as const;
      await warehouse.createTables([typed, table('other', columns), monthly]);
      expect(await query(`select * from ${dialect.table(typed)}`)).toEqual([
        { id: "k'1", i: 42, n: '-988.3', d: '2024-02-29', at: '2024-02-29 01:02:03.000010', b: true },
      ]);
    });

    it('refuse a row without a required value, and say which table and column', async () => {
      const required = table('required', [column('id', 'STRING', true), column('t', 'STRING')]);
      await warehouse.createTables([required]);
      const sql = `insert into ${dialect.table(required)} values (null, '${SECRET}')`;
      const failure = await failureOf(warehouse.executeAtomically([{ name: 'no-id', sql }]));
      expect(failure.code).toBe('WAREHOUSE_STATEMENT_FAILED');
      expect(failure.message).not.toContain(SECRET);
      expect(await query(`select * from ${dialect.table(required)}`)).toEqual([]);
    });

    it('keep their rows when the model gains a column', async () => {
      const before = table('grown', [column('id', 'STRING')]);
      await warehouse.createTables([before]);
      await warehouse.executeAtomically([{ name: 'fill', sql: `insert into ${dialect.table(before)} values ('1')` }]);
      await warehouse.createTables([table('grown', [column('id', 'STRING'), column('added', 'NUMERIC', true)])]);
      const rows = await query(`select * from ${dialect.table(before)}`);
      expect(rows).toEqual([limits.addsColumns ? { id: '1', added: null } : { id: '1' }]);
    });
  });

  describe('transactions', () => {
    const accounts = () => table('accounts', [column('id', 'STRING'), column('n', 'INT64')]);
    const insert = (name: string, id: string, n: string): Statement => ({
      name,
      sql: `insert into ${dialect.table(accounts())} select ${dialect.parameter('id')}, ${n} from (select ${dialect.parameter('id')} as id) as one`,
      parameters: { id: { type: 'STRING', value: id } },
    });
    beforeAll(() => warehouse.createTables([accounts()]));

    it('take values of the same name from several statements', async () => {
      await warehouse.executeAtomically([insert('first', 'a', '1'), insert('second', "b'", '2')]);
      const rows = await query(`select id from ${dialect.table(accounts())} order by id`);
      expect(rows).toEqual([{ id: 'a' }, { id: "b'" }]);
    });

    it('undo the first statement when the second one fails, name the second one, and show no value', async () => {
      const before = await query(`select count(*) as c from ${dialect.table(accounts())}`);
      const failing = insert('second-fails', SECRET, dialect.cast('id', 'INT64'));
      const failure = await failureOf(warehouse.executeAtomically([insert('first', 'c', '3'), failing]));
      expect(failure.code).toBe('WAREHOUSE_STATEMENT_FAILED');
      expect(failure.message).toContain('second-fails');
      expect(`${failure.stack} ${JSON.stringify(failure)} ${failure.cause}`).not.toContain(SECRET);
      expect(await query(`select count(*) as c from ${dialect.table(accounts())}`)).toEqual(before);
    });

    it('go on after a failure', async () => {
      await warehouse.executeAtomically([insert('after', 'd', '4')]);
      expect(await query(`select n from ${dialect.table(accounts())} where id = 'd'`)).toEqual([{ n: 4 }]);
    });
  });

  describe('failures', () => {
    it.each([
      ['a missing table', () => `select * from ${dialect.table({ dataset, name: 'nowhere' })}`, 'nowhere'],
      ['a missing column', () => 'select nothing_of_that_name from (select 1 as a) as t', 'nothing_of_that_name'],
    ])('%s is named', async (_, sql, name) => {
      const failure = await failureOf(warehouse.query({ name: 'probe', sql: sql() }));
      expect(failure).toMatchObject({ code: 'WAREHOUSE_STATEMENT_FAILED', retryable: false });
      expect(failure.detail).toMatch(new RegExp(`^probe: .*${name}`));
    });

    it('a value that is quoted by the engine is not in the error', async () => {
      const sql = `select ${dialect.cast(dialect.parameter('v'), 'DATE')} as v`;
      const failure = await failureOf(query(sql, { v: { type: 'STRING', value: SECRET } }));
      expect(failure.code).toBe('WAREHOUSE_STATEMENT_FAILED');
      expect(`${failure.stack} ${JSON.stringify(failure)} ${failure.cause}`).not.toContain(SECRET);
    });
  });

  describe('parquet', () => {
    const staging = () => table('landed', [column('id', 'STRING', true), ...TYPED], 'staging');
    const key = (name: string) => `sunrise/landed/run=2026-01-31/${name}.parquet`;
    const rows = () => query(`select * from ${dialect.table(staging())} order by id`);
    const FIRST = { id: 'a', i: 1, n: '-988.370000001', d: '2024-02-29', at: '2024-02-29 01:02:03.000010', b: true };
    const NOTHING = { id: 'b', i: null, n: null, d: null, at: null, b: null };

    beforeAll(async () => {
      const first = `'a' as id, 1::bigint as i, -988.370000001::decimal(38, 9) as n, date '2024-02-29' as d,
        timestamptz '2024-02-29 01:02:03.000010+00' as at, true as b`;
      const nothing = `'b', null::bigint, null::decimal(38, 9), null::date, null::timestamptz, null::boolean`;
      await writeParquet(store, key('part-0'), `select ${first} union all select ${nothing}`);
      await writeParquet(store, key('part-1'), `select 'c' as id, 3::bigint as i`);
    });

    it('is loaded with its types and NULLs into a table that was not there', async () => {
      expect(await warehouse.loadParquet({ store, keys: [key('part-0')], into: staging() })).toBe(2);
      expect(await rows()).toEqual([FIRST, NOTHING]);
    });

    it('replaces what was there; a column that a part lacks is NULL', async () => {
      expect(await warehouse.loadParquet({ store, keys: [key('part-0'), key('part-1')], into: staging() })).toBe(3);
      expect(await warehouse.loadParquet({ store, keys: [key('part-1')], into: staging() })).toBe(1);
      expect(await rows()).toEqual([{ ...NOTHING, id: 'c', i: 3 }]);
    });

    it('without parts leaves an empty table', async () => {
      expect(await warehouse.loadParquet({ store, keys: [], into: staging() })).toBe(0);
      expect(await rows()).toEqual([]);
    });

    it('that is not there fails by code', async () => {
      const load = warehouse.loadParquet({ store, keys: [key('part-9')], into: staging() });
      await expect(load).rejects.toMatchObject({ code: 'WAREHOUSE_STATEMENT_FAILED' });
    });
  });
});

async function failureOf(work: Promise<unknown>): Promise<JobError> {
  const error = await work.then(() => undefined).catch((failure: unknown) => failure);
  if (error instanceof JobError) return error;
  throw new Error('it did not fail with a JobError', { cause: error });
}

async function writeParquet(store: ObjectStore, key: string, select: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rcm-parquet-'));
  const path = join(folder, 'part.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`copy (${select}) to '${path}' (format parquet, compression zstd)`);
  connection.closeSync();
  instance.closeSync();
  await store.writeFile(key, path);
  rmSync(folder, { recursive: true });
}
