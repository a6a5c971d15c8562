import { describeEngine } from '../../../test/engines/available';
import { sharedMariaDb } from '../../../test/engines/shared-engines';
import { EnvironmentSecrets } from '../../secrets/environment';
import { column, EVERYTHING, visits, visitsDatabase } from '../database/visits.fixture';
import { MySqlSource } from './mysql-source';

jest.setTimeout(30_000);

describeEngine('mariadb', 'MySqlSource', () => {
  const { emr, source, execute, read } = visitsDatabase('mysql');
  const server = sharedMariaDb;

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
