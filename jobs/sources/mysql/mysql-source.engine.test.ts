import { createConnection, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createConnection as connectTo } from 'mysql2/promise';
import type { MySqlSpec } from '../../../model/spec';
import type { Entity, EntityColumn } from '../../../model/types';
import { describeEngine } from '../../../test/engines/available';
import { freePorts } from '../../../test/engines/engine-process';
import { type MariaDb, startMariaDb } from '../../../test/engines/mariadb';
import { sharedMariaDb } from '../../../test/engines/shared-engines';
import { EnvironmentSecrets } from '../../secrets/environment';
import { openSource } from '../extract-table';
import { readCsv } from '../files/formats/csv-records';
import type { TableSource, Window } from '../source';
import { MySqlSource } from './mysql-source';

const EVERYTHING: Window = { watermark: null, lookbackSeconds: 0, until: null };
const COMMA = { delimiter: ',', encoding: 'utf8' } as const;

const column = (name: string, more: Partial<EntityColumn> = {}): EntityColumn => ({
  ...{ name, source: name, type: 'STRING', phi: 'none', description: 'Invented.' },
  ...more,
});

/** A table with an id, any other columns, and a cursor. */
function visits(others: readonly string[] = [], cursor: string | null = 'changed'): Entity {
  return {
    ...{ name: 'visits', title: 'Visits', grain: 'one row per visit', origin: 'emr', source: 'visits', quality: [] },
    ...{
      key: ['id'],
      cursor,
      columns: [column('id'), ...others.map((name) => column(name)), ...(cursor ? [column(cursor)] : [])],
    },
  };
}

jest.setTimeout(30_000);

describeEngine('mariadb', 'MySqlSource', () => {
  let server: MariaDb;
  let database: string;
  beforeAll(() => {
    server = sharedMariaDb();
  });
  beforeEach(async () => {
    database = await server.createDatabase();
  });

  const secrets = () =>
    new EnvironmentSecrets({ RCM_SECRET_EMR: server.reader.password, RCM_SECRET_WRONG: 'wr0ng-p4ss' });
  const emr = (changes: Partial<MySqlSpec> = {}): MySqlSpec => ({
    ...{
      kind: 'mysql',
      host: server.host,
      port: server.port,
      database,
      user: server.reader.user,
      passwordSecret: 'emr',
      tls: 'none',
    },
    ...changes,
  });
  type Mapping = ConstructorParameters<typeof MySqlSource>[0]['mapping'];
  const source = (
    changes: Partial<MySqlSpec> = {},
    mapping: Mapping = {},
    keyScan: 'every_run' | 'never' = 'every_run',
  ) => new MySqlSource({ emr: emr(changes), mapping, keyScan }, { secrets: secrets() });
  const execute = (sql: string) => server.execute(sql, database);

  /** Fields of every canonical row. */
  async function fieldsOf(stream: AsyncIterable<Buffer>): Promise<(string | null)[][]> {
    const rows: (string | null)[][] = [];
    for await (const records of readCsv(stream, COMMA)) {
      for (const record of records) rows.push('fields' in record ? record.fields : [record.problem]);
    }
    return rows;
  }
  /** Everything one snapshot says; rows without the empty source line. */
  function read(entity: Entity, window: Partial<Window> = {}, from: TableSource = source()) {
    return from.snapshot(entity, { ...EVERYTHING, ...window }, async ({ takenAt, watermark, rows, keys }) => {
      const all = (await fieldsOf(rows())).map((row) => row.slice(0, -1));
      const every = keys();
      return { takenAt, watermark, rows: all, keys: every ? (await fieldsOf(every)).flat() : null };
    });
  }
  const ids = async (...given: Parameters<typeof read>) => (await read(...given)).rows.map(([id]) => id).sort();
  const failure = (code: string, ...words: string[]) =>
    expect.objectContaining({ code, detail: expect.stringMatching(words.map((word) => `(?=.*${word})`).join('')) });

  describe('what a value becomes', () => {
    it.each([
      ['FLOAT', '123456.78', '123456.78125'],
      ['FLOAT', '988.37', '988.3699951171875'],
      ['DOUBLE', '988.37', '988.37'],
      ['DECIMAL(38,9)', '12345678901234567890123456789.123456789', '12345678901234567890123456789.123456789'],
      ['BIGINT', '9223372036854775807', '9223372036854775807'],
      ['BIGINT UNSIGNED', '18446744073709551615', '18446744073709551615'],
      ['TINYINT(1)', '2', '2'],
      ['BIT(1)', "b'1'", '1'],
      ['BIT(64)', "b'1111111111111111111111111111111111111111111111111111111111111111'", '18446744073709551615'],
      ['DATETIME(6)', "'2024-01-02 03:04:05.000001'", '2024-01-02 03:04:05.000001'],
      ['DATE', "'0000-00-00'", '0000-00-00'],
      ['DATETIME', "'0000-00-00 00:00:00'", '0000-00-00 00:00:00'],
      ['JSON', `'{"a": [1, "é"]}'`, '{"a": [1, "é"]}'],
      ['BLOB', "x'00ff22'", '00FF22'],
      ['VARBINARY(10)', "''", ''],
      ['YEAR', '2024', '2024'],
      ['TIME', "'26:00:00'", '26:00:00'],
      ['VARCHAR(20)', "''", ''],
      ['VARCHAR(20)', 'NULL', null],
      ['VARCHAR(20)', "'NULL'", 'NULL'],
      ['TEXT', `'a,"b"|\\n\\r\\n\\tc\\0d\\\\'`, 'a,"b"|\n\r\n\tc\0d\\'],
      ['VARCHAR(20) CHARACTER SET latin1', "'Zoë'", 'Zoë'],
      ['VARCHAR(20)', "'𝒳'", '𝒳'],
    ])('%s %s arrives as %j', async (type, literal, text) => {
      await execute(
        `SET sql_mode = ''; CREATE TABLE visits (id INT PRIMARY KEY, value ${type}); INSERT INTO visits VALUES (1, ${literal})`,
      );
      expect((await read(visits(['value'], null))).rows).toEqual([['1', text]]);
    });
    it('a TIMESTAMP is UTC, whatever the zone of whoever wrote it', async () => {
      await execute(
        `SET time_zone = '-05:00'; CREATE TABLE visits (id INT, value TIMESTAMP(6) NULL); INSERT INTO visits VALUES (1, '2024-01-01 20:00:00.5')`,
      );
      expect((await read(visits(['value'], null))).rows).toEqual([['1', '2024-01-02 01:00:00.500000']]);
    });
    it('long texts arrive whole', async () => {
      await execute(
        `CREATE TABLE visits (id INT, value LONGTEXT); INSERT INTO visits VALUES (1, REPEAT('"é', 200000)), (2, 'x')`,
      );
      const { rows } = await read(visits(['value'], null));
      // Compared here: a difference would print megabytes.
      expect(rows.map(([, text]) => text === '"é'.repeat(200_000))).toEqual([true, false]);
      expect(rows[1]).toEqual(['2', 'x']);
    });
  });

  describe('which rows are read', () => {
    const DAY = 86_400;
    const table = (type: string, ...rows: readonly (string | null)[]) =>
      execute(
        `SET sql_mode = ''; CREATE TABLE visits (id INT PRIMARY KEY, changed ${type}, INDEX (changed)); INSERT INTO visits VALUES ${rows
          .map((value, index) => `(${index + 1}, ${value === null ? 'NULL' : `'${value}'`})`)
          .join(', ')}`,
      );

    it('all of them without a watermark, with the highest cursor as it is written', async () => {
      await table('DATETIME(6)', '2024-01-01 00:00:00.000001', '2024-01-03 10:00:00.999999', '2024-01-02', null);
      expect(await read(visits())).toMatchObject({
        watermark: '2024-01-03 10:00:00.999999',
        keys: ['1', '2', '3', '4'],
      });
      expect(await ids(visits())).toEqual(['1', '2', '3', '4']);
    });
    it('those at the watermark again: thousands may share its moment', async () => {
      await table('DATETIME(6)', '2024-01-01 00:00:00.000001');
      await execute(`INSERT INTO visits SELECT seq, '2024-01-02 00:00:00.000002' FROM seq_2_to_5000`);
      const { watermark } = await read(visits());
      await execute(`INSERT INTO visits VALUES (5001, '2024-01-02 00:00:00.000002')`);
      const again = await ids(visits(), { watermark });
      expect(again).toHaveLength(5000);
      expect(again).toContain('5001');
    });
    it('not one microsecond before it', async () => {
      await table(
        'DATETIME(6)',
        '2024-01-02 00:00:00.000001',
        '2024-01-02 00:00:00.000002',
        '2024-01-02 00:00:00.000003',
      );
      expect(await ids(visits(), { watermark: '2024-01-02 00:00:00.000002' })).toEqual(['2', '3']);
    });
    it('back by the lookback, over the end of a month', async () => {
      await table('DATETIME', '2024-02-28 12:00:00', '2024-02-29 12:00:00', '2024-03-01 12:00:00');
      expect(await ids(visits(), { watermark: '2024-03-01 12:00:00', lookbackSeconds: DAY })).toEqual(['2', '3']);
    });
    it('of a DATE cursor, the whole day that the lookback falls into', async () => {
      await table('DATE', '2024-02-28', '2024-02-29', '2024-03-01');
      expect(await ids(visits(), { watermark: '2024-03-01', lookbackSeconds: 0 })).toEqual(['3']);
      expect(await ids(visits(), { watermark: '2024-03-01', lookbackSeconds: 3600 })).toEqual(['2', '3']);
      expect((await read(visits())).watermark).toBe('2024-03-01');
    });
    it('those whose cursor says nothing, every time', async () => {
      await table('DATETIME NULL', '2024-01-01', null, '0000-00-00 00:00:00', '2024-01-03');
      expect(await ids(visits(), { watermark: '2024-01-03' })).toEqual(['2', '3', '4']);
      expect(await ids(visits(), { watermark: null, until: '2024-01-01' })).toEqual(['1', '2', '3']);
    });
    it('none above "until", which also bounds the watermark', async () => {
      await table('DATETIME', '2024-01-01', '2024-01-02', '2024-01-03');
      const until = '2024-01-02 00:00:00';
      expect(await read(visits(), { until })).toMatchObject({
        watermark: until,
        rows: [
          ['1', '2024-01-01 00:00:00'],
          ['2', until],
        ],
      });
      expect((await read(visits(), { until })).keys).toEqual(['1', '2', '3']);
    });
    it('a cursor of the future is read and is no watermark', async () => {
      await table('DATETIME', '2024-01-01', '2999-01-01');
      expect(await read(visits())).toMatchObject({ watermark: '2024-01-01 00:00:00', keys: ['1', '2'] });
      await execute(`INSERT INTO visits VALUES (3, '2024-01-02')`);
      expect(await ids(visits(), { watermark: '2024-01-01' })).toEqual(['1', '2', '3']);
    });
    it('of 0 rows none, without a watermark', async () => {
      await execute('CREATE TABLE visits (id INT, changed DATETIME)');
      expect(await read(visits(), { watermark: '2024-01-01' })).toMatchObject({ watermark: null, rows: [], keys: [] });
    });
    it('all of them where there is no cursor, and no keys where nobody asks', async () => {
      await execute('CREATE TABLE visits (id INT); INSERT INTO visits VALUES (1), (2), (2)');
      const never = source({}, {}, 'never');
      expect(await read(visits([], null), { watermark: '2024-01-01' }, never)).toMatchObject({
        ...{ watermark: null, rows: [['1'], ['2'], ['2']], keys: null },
      });
    });
    it('under the names that the mapping gives them', async () => {
      await execute(
        "CREATE TABLE `Visit Log` (`Visit No` INT, Changed DATE); INSERT INTO `Visit Log` VALUES (7, '2024-01-02')",
      );
      const mapped = source({}, { visits: { table: 'Visit Log', columns: { 'visit no': 'id' } } });
      expect(await read(visits(), {}, mapped)).toMatchObject({
        rows: [['7', '2024-01-02']],
        keys: ['7'],
        watermark: '2024-01-02',
      });
    });
  });

  describe('totals of the whole table', () => {
    /** A table with an id and a price; the model has the price as money. */
    const priced = (): Entity => {
      const entity = visits([], null);
      return { ...entity, columns: [...entity.columns, column('price', { type: 'NUMERIC', unit: 'usd' })] };
    };
    const totals = (entity = priced(), window: Partial<Window> = {}, from = source()) =>
      from.snapshot(entity, { ...EVERYTHING, ...window }, (snapshot) => snapshot.totals());
    const fill = (type: string, ...values: readonly string[]) =>
      execute(
        `SET sql_mode = ''; CREATE TABLE visits (id INT, price ${type}); INSERT INTO visits VALUES ${values.map((value, index) => `(${index}, ${value})`).join(', ')}`,
      );

    it.each([
      ['FLOAT', ['988.37', '123456.78', '0.1', 'NULL'], '124445.25'],
      ['DOUBLE', ['0.125', '-0.125', '2.675', '-1e-30'], '2.68'],
      ['DECIMAL(20,9)', ['0.005', '0.005', '-0.004999999', '1.115'], '1.14'],
      ['DECIMAL(40,2)', ['12345678901234567890123456789.10', '0.01'], '12345678901234567890123456789.11'],
      ['DECIMAL(40,2)', ['200000000000000000000000000000.00', '0.01'], '0.01'],
      ['BIGINT', ['9223372036854775807', '1', '-8'], '9223372036854775800.00'],
      ['VARCHAR(40)', [`'12.345'`, `' $1,000.10 '`, `'1e2'`, `'-$-5'`, `'12abc'`, `'abc'`, `''`], '1112.45'],
    ])('%s: each value is rounded to cents, then they are added exactly', async (type, values, sum) => {
      await fill(type, ...values);
      expect(await totals()).toEqual({ rows: values.length, sums: { price: sum } });
    });
    it('a prefix that the mapping takes off', async () => {
      await fill('VARCHAR(40)', `'USD 5.25'`, `'usd 1'`, `'0.5'`);
      const columns = { price: { column: 'price', stripPrefix: 'USD ' } };
      expect(await totals(priced(), {}, source({}, { visits: { columns } }))).toEqual({
        rows: 3,
        sums: { price: '5.75' },
      });
    });
    it('count rows outside the window too, none without a key, and name no column that the source lacks', async () => {
      await execute(
        `CREATE TABLE visits (id INT, changed DATE); INSERT INTO visits VALUES (1, '2024-01-01'), (NULL, '2024-01-01'), (2, '2024-01-05')`,
      );
      const optional = column('price', { type: 'NUMERIC', unit: 'usd', optionalInSource: true });
      const entity = { ...visits(), columns: [...visits().columns, optional] };
      expect(await totals(entity, { watermark: '2024-01-05' })).toEqual({ rows: 2, sums: {} });
    });
    it('are of the moment of the rows, whatever is committed while they are read', async () => {
      await fill('DECIMAL(10,2)', '1.00');
      await source().snapshot(priced(), EVERYTHING, async (snapshot) => {
        await execute('INSERT INTO visits VALUES (2, 5)');
        expect(await fieldsOf(snapshot.rows())).toHaveLength(1);
        expect(await snapshot.totals()).toEqual({ rows: 1, sums: { price: '1.00' } });
      });
    });
    it('are not asked for without key scans, and not where rows are left for a later run', async () => {
      await fill('INT', '1');
      expect(await totals(priced(), {}, source({}, {}, 'never'))).toBeNull();
      expect(await totals(priced(), { until: '2024-01-01' })).toBeNull();
    });
  });

  describe('two writers in flight', () => {
    it('the row that is committed late, with an earlier moment, comes with the next run', async () => {
      await execute('CREATE TABLE visits (id INT PRIMARY KEY, changed DATETIME(6)) ENGINE = InnoDB');
      const { createConnection } = await import('mysql2/promise');
      const late = await createConnection(server.url(database));
      try {
        await late.query(`START TRANSACTION`);
        await late.query(`INSERT INTO visits VALUES (1, '2024-01-02 10:00:00.000000')`);
        await execute(`INSERT INTO visits VALUES (2, '2024-01-02 10:00:30.000000')`);
        const first = await read(visits());
        expect(first).toMatchObject({ watermark: '2024-01-02 10:00:30.000000', keys: ['2'] });
        await late.query('COMMIT');
        expect(await ids(visits(), { watermark: first.watermark, lookbackSeconds: 60 })).toEqual(['1', '2']);
        expect(await ids(visits(), { watermark: first.watermark, lookbackSeconds: 0 })).toEqual(['2']);
      } finally {
        await late.end();
      }
    });
    it('rows, keys and watermark are of one moment, whatever is committed while they are read', async () => {
      await execute(
        `CREATE TABLE visits (id INT PRIMARY KEY, changed DATETIME(6)); INSERT INTO visits VALUES (1, '2024-01-01')`,
      );
      await source().snapshot(visits(), EVERYTHING, async (snapshot) => {
        await execute(
          `INSERT INTO visits VALUES (2, '2024-01-02'); UPDATE visits SET changed = '2024-01-03' WHERE id = 1`,
        );
        expect(snapshot.watermark).toBe('2024-01-01 00:00:00.000000');
        expect(await fieldsOf(snapshot.rows())).toEqual([['1', '2024-01-01 00:00:00.000000', null]]);
        expect(await fieldsOf(snapshot.keys() as AsyncIterable<Buffer>)).toEqual([['1']]);
      });
    });
    it('the snapshot cannot write', async () => {
      await execute('CREATE TABLE visits (id INT)');
      const owner = new MySqlSource(
        { emr: emr({ user: server.user }), mapping: {}, keyScan: 'never' },
        { secrets: new EnvironmentSecrets({ RCM_SECRET_EMR: server.password }) },
      );
      await owner.snapshot(visits([], null), EVERYTHING, async ({ takenAt }) => {
        expect(takenAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/);
        expect(Math.abs(Date.parse(`${takenAt.replace(' ', 'T')}Z`) - Date.now())).toBeLessThan(60_000);
        const [transaction] = await server.execute(
          `SELECT COUNT(*) AS open FROM information_schema.innodb_trx WHERE trx_is_read_only = 1 AND trx_isolation_level = 'REPEATABLE READ'`,
        );
        expect(Number(transaction?.['open'])).toBeGreaterThan(0);
      });
    });
  });

  describe('what fails, by its code', () => {
    it('a missing table', async () => {
      await expect(read(visits())).rejects.toEqual(failure('SOURCE_TABLE_MISSING', 'visits', database));
    });
    it('all missing columns at once', async () => {
      await execute('CREATE TABLE visits (id INT)');
      await expect(read(visits(['one', 'two']))).rejects.toEqual(failure('SOURCE_COLUMN_MISSING', 'one, two, changed'));
    });
    it('not a column that the source may lack', async () => {
      await execute('CREATE TABLE visits (id INT); INSERT INTO visits VALUES (1)');
      const entity = visits([], null);
      const optional = { ...entity, columns: [...entity.columns, column('decided', { optionalInSource: true })] };
      expect((await read(optional)).rows).toEqual([['1', null]]);
    });
    it('a cursor that is no moment', async () => {
      await execute('CREATE TABLE visits (id INT, changed VARCHAR(20))');
      await expect(read(visits())).rejects.toEqual(failure('SOURCE_CURSOR_TYPE', 'changed', 'varchar'));
    });
    it('a wrong password, which no message holds', async () => {
      const error = await read(visits(), {}, source({ passwordSecret: 'wrong' })).catch((reason: unknown) => reason);
      expect(error).toEqual(failure('SOURCE_ACCESS_DENIED'));
      const said = `${JSON.stringify(error)} ${(error as Error).message} ${(error as Error).stack} ${(error as Error).cause}`;
      expect(said).not.toContain('wr0ng-p4ss');
    });
    it('a secret that is not there', async () => {
      await expect(read(visits(), {}, source({ passwordSecret: 'none' }))).rejects.toEqual(
        failure('SECRET_MISSING', 'none'),
      );
    });
    it('an unknown database', async () => {
      await expect(read(visits(), {}, source({ database: 'nowhere' }))).rejects.toEqual(
        failure('SOURCE_DATABASE_MISSING', 'nowhere'),
      );
    });
    it('a server that is down', async () => {
      const [port = 0] = await freePorts(1);
      const error = await read(visits(), {}, source({ port })).catch((reason: unknown) => reason);
      expect(error).toEqual(failure('SOURCE_UNREACHABLE', String(port)));
      expect(error).toMatchObject({ retryable: true });
    });
    it('a host that is not there', async () => {
      await expect(read(visits(), {}, source({ host: 'database.invalid' }))).rejects.toEqual(
        failure('SOURCE_UNREACHABLE'),
      );
    });
    it('a certificate that nobody trusts; one that is vouched for is taken', async () => {
      await execute('CREATE TABLE visits (id INT); INSERT INTO visits VALUES (1)');
      const hospital = { emr: emr({ tls: 'verify' }), mapping: {}, keyScan: 'never' } as const;
      await expect(read(visits([], null), {}, new MySqlSource(hospital, { secrets: secrets() }))).rejects.toEqual(
        failure('SOURCE_TLS_REFUSED'),
      );
      const told = { ...hospital, emr: { ...hospital.emr, certificateAuthoritySecret: 'ca' } };
      const trusting = openSource(
        { id: 'a', tables: [], feeds: [], lookbackSeconds: 0, ...told },
        { secrets: new EnvironmentSecrets({ RCM_SECRET_EMR: server.reader.password, RCM_SECRET_CA: server.ca }) },
      );
      expect((await read(visits([], null), {}, trusting)).rows).toEqual([['1']]);
      await expect(read(visits([], null), {}, new MySqlSource(told, { secrets: secrets() }))).rejects.toEqual(
        failure('SECRET_MISSING', 'ca'),
      );
    });
    it('a server that has gone without a word, and not a reader that takes its time', async () => {
      await execute(
        `CREATE TABLE visits (id INT, value CHAR(200)); INSERT INTO visits SELECT seq, REPEAT('x', 200) FROM seq_1_to_60000`,
      );
      const impatient = new MySqlSource(
        { emr: emr(), mapping: {}, keyScan: 'never' },
        { secrets: secrets(), readTimeout: 300 },
      );
      const slow = await impatient.snapshot(visits(['value'], null), EVERYTHING, async (snapshot) => {
        let bytes = 0;
        for await (const chunk of snapshot.rows()) {
          if (bytes === 0) await new Promise((resolve) => setTimeout(resolve, 900));
          bytes += (chunk as Buffer).length;
        }
        return bytes;
      });
      expect(slow).toBeGreaterThan(1_000_000);
      const held = await holdTable('visits');
      try {
        await expect(read(visits(['value'], null), {}, impatient)).rejects.toEqual(
          expect.objectContaining({ code: 'SOURCE_UNREACHABLE', retryable: true }),
        );
      } finally {
        await held.release();
      }
    });
    it('a source that is closed in the middle of a statement', async () => {
      await execute('CREATE TABLE visits (id INT)');
      const held = await holdTable('visits');
      try {
        const closing = source();
        const reading = read(visits([], null), {}, closing).catch((error: unknown) => error);
        await new Promise((resolve) => setTimeout(resolve, 500));
        await closing.close();
        expect(await reading).toEqual(failure('SOURCE_CONNECTION_LOST'));
      } finally {
        await held.release();
      }
    });
    it('an instance, by the way that the connector opens, which is closed again', async () => {
      await execute('CREATE TABLE visits (id INT); INSERT INTO visits VALUES (1)');
      const sockets: Socket[] = [];
      let closed = 0;
      const through = new MySqlSource(
        { emr: emr({ host: 'nowhere.invalid', instance: 'p:r:i', tls: 'verify' }), mapping: {}, keyScan: 'never' },
        {
          secrets: secrets(),
          openInstance: async ({ instance }) => ({
            stream: () => {
              expect(instance).toBe('p:r:i');
              const socket = createConnection(server.port, server.host);
              sockets.push(socket);
              return socket;
            },
            close: () => closed++,
          }),
        },
      );
      expect((await read(visits([], null), {}, through)).rows).toEqual([['1']]);
      expect([sockets.map(({ destroyed }) => destroyed), closed]).toEqual([[true], 1]);
    });
    /** Nobody else can read the table until it is released. */
    async function holdTable(table: string) {
      const { host, port, user, password } = server;
      const holder = await connectTo({ host, port, user, password, database });
      await holder.query(`LOCK TABLES \`${table}\` WRITE`);
      return { release: () => holder.end() };
    }
    it('a connection that is killed in the middle of the rows', async () => {
      await execute(
        `CREATE TABLE visits (id INT, value CHAR(200)); INSERT INTO visits SELECT seq, REPEAT('x', 200) FROM seq_1_to_60000`,
      );
      const reading = source().snapshot(visits(['value'], null), EVERYTHING, async (snapshot) => {
        let bytes = 0;
        for await (const chunk of snapshot.rows()) {
          if (bytes === 0) await kill(database);
          bytes += (chunk as Buffer).length;
        }
        return bytes;
      });
      await expect(reading).rejects.toEqual(failure('SOURCE_CONNECTION_LOST'));
    });
    const kill = async (name: string) => {
      const [found] = await server.execute(
        `SELECT id FROM information_schema.processlist WHERE db = '${name}' AND user = '${server.reader.user}'`,
      );
      await server.execute(`KILL ${Number(found?.['id'])}`);
    };
    it('waits for its reader: rows that nobody takes stay at the server', async () => {
      await execute(
        `CREATE TABLE visits (id INT, value CHAR(200)); INSERT INTO visits SELECT seq, REPEAT('x', 200) FROM seq_1_to_60000`,
      );
      await source().snapshot(visits(['value'], null), EVERYTHING, async (snapshot) => {
        const stream = snapshot.rows();
        await new Promise((resolve) => stream.once('readable', resolve));
        await new Promise((resolve) => setTimeout(resolve, 500));
        expect(stream.readableLength).toBeLessThan(5_000_000);
        expect((await buffer(stream)).length).toBeGreaterThan(12_000_000);
      });
    });
  });

  it('a server that ends while it is read is a lost connection, and an unreachable one afterwards', async () => {
    const own = await startMariaDb();
    try {
      await own.execute('CREATE DATABASE emr');
      await own.execute(
        `CREATE TABLE emr.visits (id INT, value CHAR(200)); INSERT INTO emr.visits SELECT seq, REPEAT('x', 200) FROM seq_1_to_60000`,
        'emr',
      );
      const hospital = { emr: emr({ port: own.port, database: 'emr' }), mapping: {}, keyScan: 'never' } as const;
      const theirs = new MySqlSource(hospital, {
        secrets: new EnvironmentSecrets({ RCM_SECRET_EMR: own.reader.password }),
      });
      const reading = theirs.snapshot(visits(['value'], null), EVERYTHING, async (snapshot) => {
        let bytes = 0;
        for await (const chunk of snapshot.rows()) {
          if (bytes === 0) await own.stop();
          bytes += (chunk as Buffer).length;
        }
      });
      await expect(reading).rejects.toEqual(failure('SOURCE_CONNECTION_LOST'));
      await expect(read(visits(), {}, theirs)).rejects.toEqual(failure('SOURCE_UNREACHABLE'));
    } finally {
      await own.stop();
    }
  }, 60_000);
});
