import { execFile, execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TableDefinition } from '../../../model/types';
import { LocalStore } from '../../lake/local-store';
import { DuckDbWarehouse } from './warehouse';

const folder = mkdtempSync(join(tmpdir(), 'rcm-duckdb-'));
const path = join(folder, 'state', 'warehouse.duckdb');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an open file', () => {
  let warehouse: DuckDbWarehouse;
  const run = (sql: string) => warehouse.executeAtomically([{ name: 'test', sql }]);
  const query = (sql: string) => warehouse.query({ name: 'test', sql });
  beforeAll(async () => {
    warehouse = await DuckDbWarehouse.open(path, { threads: 1, memoryLimit: '64MB' });
  });
  afterAll(() => warehouse.close());

  it('is for this user alone', () => {
    expect([path, join(folder, 'state')].map((each) => statSync(each).mode & 0o777)).toEqual([0o600, 0o700]);
  });

  it('keeps to its memory and spills beside the file', async () => {
    const setting = async (name: string) =>
      Object.values((await query(`select current_setting('${name}')`))[0] ?? {})[0];
    expect(await setting('memory_limit')).toBe('61.0 MiB');
    expect(await setting('threads')).toBe(1);
    const spill = String(await setting('temp_directory'));
    expect(dirname(spill)).toBe(dirname(path));
    expect(statSync(spill).mode & 0o777).toBe(0o700);
    // 160 MB of rows in 64 MB. The temporary table lives in memory, as a statement's intermediate rows do.
    await run('create temp table wide as select i, repeat(md5(i::varchar), 100) as address from range(50000) t(i)');
    const spilled = readdirSync(spill).map((name) => name);
    const [row] = await query('select count(*) as rows, sum(length(address)) as length from wide');
    expect([Number(row?.['rows']), Number(row?.['length'])]).toEqual([50_000, 160_000_000]);
    await run('drop table wide');
    expect(spilled.length).toBeGreaterThan(0);
  });

  it('never shows a transaction half done', async () => {
    await run('create table pairs (n integer)');
    const insert = { name: 'insert', sql: 'insert into pairs values (1)' };
    const counts = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const written = warehouse.executeAtomically([insert, insert]);
        const [row] = await query('select count(*) as c from pairs');
        await written;
        return Number(row?.['c']);
      }),
    );
    expect(counts.filter((count) => count % 2 === 1)).toEqual([]);
    expect(await query('select count(*) as c from pairs')).toEqual([{ c: 40 }]);
  });

  it('loads the object that is named and none that its name would match as a pattern', async () => {
    const store = new LocalStore(join(folder, 'lake'));
    const file = join(folder, 'part');
    await query(`copy (select 'a' as id) to '${file}' (format parquet)`);
    await store.writeFile('part-0.parquet', file);
    const id = { name: 'id', type: 'STRING', phi: 'none', description: 'For the test.' } as const;
    const into: TableDefinition = { dataset: 's', name: 't', layer: 'staging', grain: 'row', key: [], columns: [id] };
    const load = (key: string) => warehouse.loadParquet({ store, keys: [key], into });
    await expect(load('part-[0-9].parquet')).rejects.toMatchObject({ code: 'WAREHOUSE_STATEMENT_FAILED' });
    await store.writeFile('part-[0-9].parquet', file);
    expect(await load('part-[0-9].parquet')).toBe(1);
  });

  it('keeps microseconds before 1970 and every digit of a decimal', async () => {
    const [row] = await query(
      `select timestamp '1969-12-31 23:59:59.999999' as t, ${warehouse.dialect.round('12345678901234567890123456789.123456789', 9)} as n`,
    );
    expect(row).toEqual({ t: '1969-12-31 23:59:59.999999', n: '12345678901234567890123456789.123456789' });
  });
});

describe('the folder for rows that do not fit in memory', () => {
  const spillFolders = (within: string) => readdirSync(within).filter((name) => name.startsWith('.spill-'));

  it('comes and goes with the warehouse', async () => {
    const within = join(folder, 'spill');
    const file = join(within, 'warehouse.duckdb');
    const writer = await DuckDbWarehouse.open(file);
    await writer.close();
    expect(spillFolders(within)).toEqual([]);
    const reader = await DuckDbWarehouse.openReadOnly(file);
    expect(spillFolders(within)).toHaveLength(1);
    await reader.close();
    await expect(DuckDbWarehouse.openReadOnly(join(within, 'missing.duckdb'))).rejects.toMatchObject({
      code: 'WAREHOUSE_MISSING',
    });
    expect(spillFolders(within)).toEqual([]);
  });

  it('is removed at the next opening when its process has been killed, and not while its process runs', async () => {
    const within = join(folder, 'abandoned');
    const ended = spawnSync(process.execPath, ['-e', '']).pid;
    for (const owner of [ended, process.ppid]) mkdirSync(join(within, `.spill-${owner}-abc`), { recursive: true });
    await (await DuckDbWarehouse.open(join(within, 'warehouse.duckdb'))).close();
    expect(spillFolders(within)).toEqual([`.spill-${process.ppid}-abc`]);
  });
});

describe('locks', () => {
  it('of this process are WAREHOUSE_LOCKED', async () => {
    const twice = join(folder, 'twice.duckdb');
    const first = await DuckDbWarehouse.open(twice);
    await expect(DuckDbWarehouse.open(twice)).rejects.toMatchObject({ code: 'WAREHOUSE_LOCKED' });
    await first.close();
  });

  it('of another process are WAREHOUSE_LOCKED, for writers and readers, and may be retried', async () => {
    const locked = join(folder, 'locked.duckdb');
    const program = `
      const { DuckDBInstance } = require('@duckdb/node-api');
      DuckDBInstance.create(process.argv[1]).then((held) => { console.log('held'); setTimeout(() => held.closeSync(), 60_000); });`;
    const holding = execFile(process.execPath, ['-e', program, locked]);
    try {
      await new Promise((resolve) => holding.stdout?.once('data', resolve));
      const expected = { code: 'WAREHOUSE_LOCKED', retryable: true };
      await expect(DuckDbWarehouse.open(locked)).rejects.toMatchObject(expected);
      await expect(DuckDbWarehouse.openReadOnly(locked)).rejects.toMatchObject(expected);
    } finally {
      holding.kill('SIGKILL');
    }
  });
});

describe('a file that is looked into', () => {
  const seen = join(folder, 'seen.duckdb');
  let reader: DuckDbWarehouse;
  const failure = { code: 'WAREHOUSE_STATEMENT_FAILED' };
  beforeAll(async () => {
    const writer = await DuckDbWarehouse.open(seen);
    await writer.executeAtomically([{ name: 'fill', sql: 'create table t as select 1 as n' }]);
    await writer.close();
    reader = await DuckDbWarehouse.openReadOnly(seen);
  });
  afterAll(() => reader.close());

  it('can be read', async () => {
    expect(await reader.query({ name: 'read', sql: 'select * from t' })).toEqual([{ n: 1 }]);
  });

  it.each([
    'insert into t values (2)',
    'drop table t',
    `copy t to '${join(folder, 'out.csv')}'`,
    `select * from read_text('${join(folder, 'notes.txt')}')`,
    `attach '${join(folder, 'other.duckdb')}'`,
    'set enable_external_access = true',
  ])('cannot %s', async (sql) => {
    writeFileSync(join(folder, 'notes.txt'), 'x');
    await expect(reader.query({ name: 'write', sql })).rejects.toMatchObject(failure);
    expect(existsSync(join(folder, 'out.csv'))).toBe(false);
  });
});

it.each([
  ['openReadOnly', 'WAREHOUSE_MISSING', 'absent.duckdb'],
  ['openReadOnly', 'WAREHOUSE_UNREADABLE', 'no-database'],
  ['open', 'WAREHOUSE_UNREADABLE', 'no-database'],
] as const)('%s fails with %s for %s', async (open, code, name) => {
  writeFileSync(
    join(folder, 'no-database'),
    'these bytes are not a database, and there are enough of them to see that',
  );
  await expect(DuckDbWarehouse[open](join(folder, name))).rejects.toMatchObject({ code });
});

it('cannot install extensions by itself, whichever way it is opened', async () => {
  const file = join(folder, 'extensions.duckdb');
  const setting = "select value from duckdb_settings() where name = 'autoinstall_known_extensions'";
  for (const open of ['open', 'openReadOnly'] as const) {
    const warehouse = await DuckDbWarehouse[open](file);
    expect(await warehouse.query({ name: 'setting', sql: setting })).toEqual([{ value: 'false' }]);
    await warehouse.close();
  }
});

it('close waits for what was asked for, may be repeated, and ends the rest by code', async () => {
  const closing = join(folder, 'closing.duckdb');
  const warehouse = await DuckDbWarehouse.open(closing);
  const asked = warehouse.executeAtomically([{ name: 'last', sql: 'create table t as select 1 as n' }]);
  await Promise.all([warehouse.close(), warehouse.close()]);
  await expect(asked).resolves.toBeUndefined();
  await expect(warehouse.query({ name: 'late', sql: 'select 1' })).rejects.toMatchObject({
    code: 'WAREHOUSE_UNREADABLE',
  });
  expect(readdirSync(folder)).not.toContain('closing.duckdb.wal');
});

describe('work that is given up', () => {
  it('leaves nothing, fails as interrupted, and makes room for the last statements', async () => {
    const given = join(folder, 'given-up.duckdb');
    const warehouse = await DuckDbWarehouse.open(given, { threads: 1 });
    const statement = (sql: string) => ({ name: 'test', sql });
    await warehouse.executeAtomically([statement('create table t (n bigint)')]);
    const long = 'insert into t select count(*) from range(1000000) a, range(1000000) b where a.range + b.range = -1';
    const running = warehouse.executeAtomically([statement('insert into t values (1)'), statement(long)]);
    const waiting = warehouse.query(statement('select * from t'));
    const interrupted = { code: 'RUN_INTERRUPTED' };
    const both = Promise.all([
      expect(running).rejects.toMatchObject(interrupted),
      expect(waiting).rejects.toMatchObject(interrupted),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const startedAt = Date.now();
    await warehouse.endWith([statement('insert into t values (2)')]);
    expect(Date.now() - startedAt).toBeLessThan(1_500);
    await both;
    await expect(warehouse.query(statement('select 1'))).rejects.toMatchObject(interrupted);

    const program = `
      const { DuckDBInstance } = require('@duckdb/node-api');
      DuckDBInstance.create(process.argv[1], { access_mode: 'READ_ONLY' }).then(async (held) => {
        const found = await (await held.connect()).runAndReadAll('select n from t');
        console.log(JSON.stringify(found.getRowObjectsJson()));
      });`;
    copyFileSync(given, join(folder, 'copy.duckdb'));
    copyFileSync(`${given}.wal`, join(folder, 'copy.duckdb.wal'));
    const read = execFileSync(process.execPath, ['-e', program, join(folder, 'copy.duckdb')], { encoding: 'utf8' });
    expect(JSON.parse(read)).toEqual([{ n: '2' }]);
  });
});
