import { describeEngine } from '../../../test/engines/available';
import { EnvironmentSecrets } from '../../secrets/environment';
import { MySqlSource } from './mysql-source';
import { column, EVERYTHING, fieldsOf, visits, visitsDatabase } from './visits.fixture';

jest.setTimeout(30_000);

describeEngine('mariadb', 'MySqlSource', () => {
  const { server, database, emr, source, execute, read, ids } = visitsDatabase();

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
    it('a TIMESTAMP is UTC, whatever the zone of the session that wrote it', async () => {
      await execute(
        `SET time_zone = '-05:00'; CREATE TABLE visits (id INT, value TIMESTAMP(6) NULL); INSERT INTO visits VALUES (1, '2024-01-01 20:00:00.5')`,
      );
      expect((await read(visits(['value'], null))).rows).toEqual([['1', '2024-01-02 01:00:00.500000']]);
    });
    it.each([
      ['VARBINARY(20)', "'PT1'", 'PT1'],
      ['BINARY(10)', "'PT1'", 'PT1'],
      ['BLOB', "'a b~'", 'a b~'],
      ['VARBINARY(20)', "x'50543100'", '50543100'],
      ['BINARY(4)', "x'00ff22'", '00FF2200'],
      ['BINARY(4)', "''", '00000000'],
      ['VARBINARY(20)', "'Zoë'", '5A6FC3AB'],
      ['VARBINARY(20)', "x'0a41'", '0A41'],
      ['VARBINARY(20)', "''", ''],
      ['VARBINARY(20)', 'NULL', null],
    ])('an id in %s %s arrives as %j: bytes that are printable text are that text', async (type, literal, text) => {
      await execute(
        `CREATE TABLE visits (id INT PRIMARY KEY, value ${type}); INSERT INTO visits VALUES (1, ${literal})`,
      );
      const entity = visits(['value'], null);
      const columns = entity.columns.map((each) =>
        each.name === 'value' ? column('value', { canonical: 'id' }) : each,
      );
      expect((await read({ ...entity, columns })).rows).toEqual([['1', text]]);
    });
    it('names the columns that are instants', async () => {
      await execute('CREATE TABLE visits (id INT, day DATE, at TIMESTAMP NULL, local DATETIME, text TEXT)');
      const instants = await source().snapshot(
        visits(['day', 'at', 'local', 'text'], null),
        EVERYTHING,
        async (taken) => taken.instants,
      );
      expect(instants).toEqual(['at']);
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
    it('a cursor in the future is read and is not a watermark', async () => {
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
      const mapped = source({}, { visits: { from: { table: 'Visit Log' }, columns: { id: 'visit no' } } });
      expect(await read(visits(), {}, mapped)).toMatchObject({
        rows: [['7', '2024-01-02']],
        keys: ['7'],
        watermark: '2024-01-02',
      });
    });
  });

  describe('two writers in flight', () => {
    it('the row that is committed late, with an earlier moment, comes with the next run', async () => {
      await execute('CREATE TABLE visits (id INT PRIMARY KEY, changed DATETIME(6)) ENGINE = InnoDB');
      const { createConnection } = await import('mysql2/promise');
      const late = await createConnection(server().url(database()));
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
        { emr: emr({ user: server().user }), mapping: {}, keyScan: 'never' },
        { secrets: new EnvironmentSecrets({ RCM_SECRET_EMR: server().password }) },
      );
      await owner.snapshot(visits([], null), EVERYTHING, async ({ takenAt }) => {
        expect(takenAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/);
        expect(Math.abs(Date.parse(`${takenAt.replace(' ', 'T')}Z`) - Date.now())).toBeLessThan(60_000);
        const [transaction] = await server().execute(
          `SELECT COUNT(*) AS open FROM information_schema.innodb_trx WHERE trx_is_read_only = 1 AND trx_isolation_level = 'REPEATABLE READ'`,
        );
        expect(Number(transaction?.['open'])).toBeGreaterThan(0);
      });
    });
  });
});
