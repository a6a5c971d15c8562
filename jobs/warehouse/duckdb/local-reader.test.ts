import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type LocalReader, openLocalReader } from './local-reader';
import { openLocalWriter } from './local-writer';
import { ReaderServer } from './reader-server';
import { line } from './readers-socket';
import { DuckDbWarehouse } from './warehouse';

const folder = mkdtempSync(join(tmpdir(), 'rcm-live-'));
const path = join(folder, 'warehouse.duckdb');
const named = (sql: string) => ({ name: 'your SQL', sql });
const readersFolder = () => join(folder, readdirSync(folder).find((name) => name.startsWith('.readers-')) ?? 'none');
const wide = named('select i, repeat(md5(i::varchar), 100) as text from range(200000) t(i)');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('while a process writes the warehouse, a reader', () => {
  let writer: DuckDbWarehouse;
  let reader: LocalReader;
  beforeAll(async () => {
    writer = await openLocalWriter(path);
    await writer.executeAtomically([named("create table t as select 1 as n, 'Jane Doe' as name")]);
  });
  afterAll(() => writer.close());
  beforeEach(async () => {
    reader = await openLocalReader(path);
  });
  afterEach(() => reader.close());

  it('is answered by that process, as rows and as batches', async () => {
    expect(reader.isLive).toBe(true);
    expect(await reader.query(named('select n, null as nothing from t'))).toEqual([{ n: 1, nothing: null }]);
    let rows = 0;
    let most = 0;
    for await (const batch of reader.stream(named('select * from range(10000)'))) {
      rows += batch.rows.length;
      most = Math.max(most, batch.rows.length);
    }
    expect([rows, most]).toEqual([10_000, 2048]);
  });

  it('sees what is committed, at once, and one state of it to its end', async () => {
    await writer.executeAtomically([named('create table counted as select 0 as n')]);
    const count = async (of: LocalReader) => (await of.query(named('select n from counted')))[0]?.['n'];
    expect(await count(reader)).toBe(0);
    const written = writer.executeAtomically([
      named('update counted set n = 1'),
      named('create or replace temp table slow as select count(*) from range(30000) a, range(30000) b'),
    ]);
    const during = await openLocalReader(path);
    expect(await count(during)).toBe(0);
    await written;
    const after = await openLocalReader(path);
    expect([await count(after), await count(during)]).toEqual([1, 0]);
    await Promise.all([during.close(), after.close()]);
  });

  it.each([
    'insert into t values (2, null)',
    'explain analyze insert into t values (2, null)',
    'select 1; drop table t',
    "copy t to 'stolen.csv'",
    'checkpoint',
    "set memory_limit = '1MB'",
    "attach ':memory:' as other",
    "select * from read_text('/etc/passwd')",
    "select * from '/etc/passwd'",
  ])('cannot %s', async (sql) => {
    await expect(reader.query(named(sql))).rejects.toMatchObject({ code: 'WAREHOUSE_STATEMENT_FAILED' });
    // The same connection still answers.
    expect(await reader.query(named('select count(*) as rows from t'))).toEqual([{ rows: 1 }]);
  });

  it('hears no value in an error', async () => {
    const failure = { code: 'WAREHOUSE_STATEMENT_FAILED', detail: expect.not.stringContaining('Jane') };
    await expect(reader.query(named('select name::integer from t'))).rejects.toMatchObject(failure);
  });

  it('that stops reading holds up neither the writer nor other readers', async () => {
    const stalled = reader.stream(wide);
    await stalled.next();
    await stalled.next();
    const startedAt = Date.now();
    await writer.executeAtomically([named('create or replace table u as select 1 as n'), named('update t set n = 1')]);
    const other = await openLocalReader(path);
    expect(await other.query(named('select n from u'))).toEqual([{ n: 1 }]);
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    await other.close();
  });

  it('that goes away is forgotten: its statement is interrupted', async () => {
    // Two at a time are let through, so that a third is answered only when these have gone.
    const endless = named('select count(*) from range(1000000) a, range(1000000) b where a.range + b.range = -1');
    const gone = [await openLocalReader(path), await openLocalReader(path)];
    const lost = gone.map((each) =>
      expect(each.query(endless)).rejects.toMatchObject({ code: 'WAREHOUSE_READER_LOST' }),
    );
    await wait(200);
    await Promise.all(gone.map((each) => each.close()));
    await Promise.all(lost);
    expect(await reader.query(named('select 1 as n'))).toEqual([{ n: 1 }]);
  });

  it('is a process of this user: the socket and its folder are closed to all others', () => {
    expect([readersFolder(), join(readersFolder(), 's')].map((each) => statSync(each).mode & 0o777)).toEqual([
      0o700, 0o600,
    ]);
  });

  it('that sends no question but noise is cut off', async () => {
    const socket = connect(join(readersFolder(), 's'));
    socket.write('noise\n');
    await new Promise((closed) => socket.once('close', closed).resume());
    expect(await reader.query(named('select 1 as n'))).toEqual([{ n: 1 }]);
  });

  it('keeps a second writer out at once', async () => {
    const startedAt = Date.now();
    await expect(openLocalWriter(path)).rejects.toMatchObject({ code: 'WAREHOUSE_LOCKED' });
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });
});

it('a reader that takes nothing for too long is let go', async () => {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create();
  const server = await ReaderServer.open(instance, path, 200);
  const socket = connect(join(readersFolder(), 's')).on('error', () => {});
  try {
    const readers = () => server?.['readers'].size;
    while (readers() !== 1) await wait(10);
    // Nobody listens for its data, so that it is never taken.
    socket.write(line(wide));
    while (readers() !== 0) await wait(10);
  } finally {
    socket.destroy();
    await server?.close();
    instance.closeSync();
  }
});

describe('when the process that writes', () => {
  beforeAll(async () => {
    const writer = await DuckDbWarehouse.open(path);
    await writer.executeAtomically([named('create or replace table t as select 7 as n')]);
    await writer.close();
  });

  it('closes the warehouse, its readers read the file, and nothing of the socket stays', async () => {
    const writer = await openLocalWriter(path);
    const reader = await openLocalReader(path);
    expect(reader.isLive).toBe(true);
    await writer.close();
    expect(existsSync(readersFolder())).toBe(false);
    expect(await reader.query(named('select n from t'))).toEqual([{ n: 7 }]);
    expect(reader.isLive).toBe(false);
    await reader.close();
  });

  it('closes it while a reader is slow, it does not wait, and the reader hears it', async () => {
    const writer = await openLocalWriter(path);
    const reader = await openLocalReader(path);
    const slow = reader.stream(wide);
    await slow.next();
    await slow.next();
    const startedAt = Date.now();
    await writer.close();
    expect(Date.now() - startedAt).toBeLessThan(1_500);
    const rest = async () => {
      for await (const _ of { [Symbol.asyncIterator]: () => slow });
    };
    await expect(rest()).rejects.toMatchObject({ code: 'WAREHOUSE_READER_LOST', retryable: true });
    await reader.close();
  });

  it('has been killed, its socket is passed over and removed', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const left = join(folder, `.readers-${dead}-abcdef`);
    mkdirSync(left);
    writeFileSync(join(left, 's'), '');
    const reader = await openLocalReader(path);
    expect([reader.isLive, existsSync(left)]).toEqual([false, false]);
    await reader.close();
  });

  it('has been killed and its number is another process now, its socket is passed over', async () => {
    const left = join(folder, `.readers-${process.ppid}-abcdef`);
    mkdirSync(left);
    const server = createServer().listen(join(left, 's'));
    await new Promise((listening) => server.once('listening', listening));
    // Nothing listens any more, as after a kill.
    server.close();
    writeFileSync(join(left, 's'), '');
    const reader = await openLocalReader(path);
    expect(reader.isLive).toBe(false);
    await reader.close();
    rmSync(left, { recursive: true });
  });
});

describe('a reader of the file', () => {
  /** Holds the file as a reader of another process does, for so many milliseconds. */
  const program = `
    const { DuckDBInstance } = require('@duckdb/node-api');
    DuckDBInstance.create(process.argv[1], { access_mode: 'READ_ONLY' }).then((held) => {
      console.log('held'); setTimeout(() => { held.closeSync(); }, Number(process.argv[2])); });`;

  it('gives it up for a run that begins: what had no row yet is begun again through that run', async () => {
    const reader = await openLocalReader(path);
    expect(reader.isLive).toBe(false);
    const counted = reader.query(named('select count(*) as n from range(40000) a, range(30000) b'));
    const startedAt = Date.now();
    await wait(50);
    const writer = await openLocalWriter(path);
    expect(Date.now() - startedAt).toBeLessThan(3_000);
    expect([await counted, reader.isLive]).toEqual([[{ n: 1_200_000_000 }], true]);
    await reader.close();
    await writer.close();
  });

  it('gives it up although its own caller is slow, who then hears it', async () => {
    const reader = await openLocalReader(path);
    const slow = reader.stream(wide);
    await slow.next();
    await slow.next();
    const writer = await openLocalWriter(path);
    const rest = async () => {
      for await (const _ of { [Symbol.asyncIterator]: () => slow });
    };
    await expect(rest()).rejects.toMatchObject({ code: 'WAREHOUSE_READER_LOST' });
    await reader.close();
    await writer.close();
  });

  it('of another process that takes a moment is waited for', async () => {
    const holding = execFile(process.execPath, ['-e', program, path, '500']);
    await new Promise((resolve) => holding.stdout?.once('data', resolve));
    const writer = await openLocalWriter(path);
    expect(readdirSync(folder).filter((name) => name.startsWith('.wanted-'))).toEqual([]);
    await writer.close();
  });
});
