import { describeEngine } from '../../../test/engines/available';
import { sharedPostgres } from '../../../test/engines/shared-engines';
import { EnvironmentSecrets } from '../../secrets/environment';
import { column, EVERYTHING, failure, fieldsOf, visits, visitsDatabase } from '../database/visits.fixture';
import { PostgresSource } from './postgres-source';

jest.setTimeout(30_000);

describeEngine('postgres', 'PostgresSource', () => {
  const { database, emr, source, execute, under, read } = visitsDatabase('postgres');
  const server = sharedPostgres;
  const VALUE = visits(['value'], null);

  it('writes every type as the text that loses nothing, whatever the database sets for its sessions', async () => {
    const values: readonly (readonly [type: string, sql: string, text: string | null])[] = [
      ['REAL', '988.37', '988.3699951171875'],
      ['DOUBLE PRECISION', '988.37', '988.37'],
      ['DOUBLE PRECISION', "'NaN'", 'NaN'],
      ['DOUBLE PRECISION', "'-Infinity'", '-Infinity'],
      ['NUMERIC', '12345678901234567890123456789.123456789', '12345678901234567890123456789.123456789'],
      ['NUMERIC(12,2)', '5', '5.00'],
      ['NUMERIC', "'NaN'", 'NaN'],
      ['BIGINT', '9223372036854775807', '9223372036854775807'],
      ['MONEY', '1234.5::numeric', '1234.50'],
      ['BOOLEAN', 'true', 'true'],
      ['BIT(3)', "B'101'", '101'],
      ['TIMESTAMP', "'2024-01-02 03:04:05.000001'", '2024-01-02 03:04:05.000001'],
      ['TIMESTAMPTZ', "'2024-01-01 20:00:00.5-05'", '2024-01-02 01:00:00.5'],
      ['TIMESTAMPTZ', "'infinity'", 'infinity'],
      ['TIMESTAMP', "'-infinity'", '-infinity'],
      ['DATE', "'infinity'", 'infinity'],
      ['DATE', "DATE '0044-03-15 BC'", '0044-03-15 BC'],
      ['DATE', "DATE '2024-01-02'", '2024-01-02'],
      ['TIME', "'23:59:59.5'", '23:59:59.5'],
      ['INTERVAL', "'1 day 2 hours'", 'P1DT2H'],
      ['JSON', `'{"a": [1, "é"]}'`, '{"a": [1, "é"]}'],
      ['JSONB', `'{"b":1,"a":null}'`, '{"a": null, "b": 1}'],
      ['UUID', "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
      ['BYTEA', "'\\x00ff22'::bytea", '00FF22'],
      ['BYTEA', "''::bytea", ''],
      ['XML', "'<a>é</a>'", '<a>é</a>'],
      ['TEXT[]', `ARRAY['a', 'b,"c']`, '{a,"b,\\"c"}'],
      ['CHAR(5)', "'ab'", 'ab'],
      ['VARCHAR(20)', "''", ''],
      ['TEXT', 'NULL', null],
      ['TEXT', "'NULL'", 'NULL'],
      ['TEXT', "'\\.'", '\\.'],
      ['TEXT', `E'a,"b"|\\n\\r\\n\\tc\\\\'`, 'a,"b"|\n\r\n\tc\\'],
      ['TEXT', "'𝒳'", '𝒳'],
      ['mood', "'so so'", 'so so'],
      ['code', "'X1'", 'X1'],
      ['citext', "'MiXed'", 'MiXed'],
    ];
    await execute(`CREATE TYPE mood AS ENUM ('so so'); CREATE DOMAIN code AS VARCHAR(9) CHECK (VALUE <> ''); CREATE EXTENSION citext;
CREATE TABLE visits (id INT, ${values.map(([type], index) => `v${index} ${type}`).join(', ')});
INSERT INTO visits VALUES (1, ${values.map(([, sql]) => sql).join(', ')});
ALTER DATABASE "${database()}" SET timezone = 'Asia/Tokyo'; ALTER DATABASE "${database()}" SET datestyle = 'SQL, DMY';
ALTER DATABASE "${database()}" SET extra_float_digits = -15; ALTER DATABASE "${database()}" SET bytea_output = 'escape';
ALTER DATABASE "${database()}" SET intervalstyle = 'postgres_verbose'; ALTER DATABASE "${database()}" SET standard_conforming_strings = off;
ALTER DATABASE "${database()}" SET client_encoding = 'LATIN1'; ALTER DATABASE "${database()}" SET search_path = 'nowhere'`);
    const entity = visits(
      values.map((_, index) => `v${index}`),
      null,
    );
    const { rows } = await read(entity);
    expect(rows[0]?.slice(1).map((text, index) => [values[index]?.[0], text])).toEqual(
      values.map(([type, , text]) => [type, text]),
    );
    const instants = await source().snapshot(entity, EVERYTHING, async (taken) => taken.instants);
    expect(instants.map((name) => values[Number(name.slice(1))]?.[0])).toEqual(['TIMESTAMPTZ', 'TIMESTAMPTZ']);
  });

  it('reads bytes of an id as the text that they are, if they are one', async () => {
    await execute(`CREATE TABLE visits (id INT, value BYTEA);
INSERT INTO visits VALUES (1, 'PT1'), (2, '\\x50543100'), (3, 'a b~'), (4, '\\x5a6fc3ab'), (5, '')`);
    const columns = VALUE.columns.map((each) => (each.name === 'value' ? column('value', { canonical: 'id' }) : each));
    expect((await read({ ...VALUE, columns })).rows.map(([, text]) => text)).toEqual([
      ...['PT1', '50543100', 'a b~', '5A6FC3AB', ''],
    ]);
  });

  it.each([
    ['BIGINT', ['9007199254740993', '-9007199254740993'], '9007199254740992'],
    ['NUMERIC', ['123456789012345678.01', '-0.50'], '123456789012345678.02'],
    ['DOUBLE PRECISION', ['0.1', 'NaN'], '0.2'],
    ['TIMESTAMP', ['2024-01-02 03:04:05.000001', 'infinity'], '2024-01-02 03:04:05.000003'],
    ['TIMESTAMPTZ', ['2024-01-02 03:04:05', '2024-01-02 03:04:05.5'], '2024-01-02 03:04:06'],
    ['TEXT', ['a', `it's "1" \\`, ''], 'A'],
    ['CHAR(9)', ['ab', 'é'], 'abc'],
    ['BYTEA', ['00FF22', '00FF'], '00FF2200'],
    ['UUID', ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'], 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12'],
    ['BOOLEAN', ['true'], 'false'],
    ['citext', ['Ab'], 'cd'],
  ])('rows by their keys, of a column %s, are those that are named', async (type, keys, other) => {
    await execute(`CREATE EXTENSION citext; CREATE TABLE visits (id ${type} PRIMARY KEY, value VARCHAR(9))`);
    const written = (key: string) =>
      type === 'BYTEA'
        ? `'\\x${key}'`
        : `'${key.replaceAll("'", "''")}'${type === 'TIMESTAMPTZ' ? "::timestamp at time zone 'UTC'" : ''}`;
    await execute(`INSERT INTO visits VALUES ${[...keys, other].map((key) => `(${written(key)}, 'v')`).join(', ')}`);
    async function* groups() {
      yield keys.map((key) => [key]);
    }
    const rows = await source().snapshot(VALUE, EVERYTHING, (snapshot) => fieldsOf(snapshot.rowsOf(groups())));
    expect(rows.sort()).toEqual(keys.map((key) => [key, 'v', null]).sort());
  });

  it('counts what does not read as a number as nothing, and never fails for it', async () => {
    const money = { ...VALUE, columns: [column('id'), column('value', { type: 'NUMERIC', unit: 'usd' })] };
    const sum = async (type: string, ...values: string[]) => {
      await execute(`DROP TABLE IF EXISTS visits; CREATE TABLE visits (id INT, value ${type});
INSERT INTO visits VALUES ${values.map((value) => `(1, ${value})`).join(', ')}`);
      return (await source().snapshot(money, EVERYTHING, ({ totals }) => totals()))?.sums['value'];
    };
    expect(await sum('NUMERIC', "'NaN'", "'Infinity'", '1e30', '1.005')).toBe('1.01');
    expect(await sum('DOUBLE PRECISION', "'NaN'", "'-Infinity'", '1e300', '2.5')).toBe('2.50');
    expect(await sum('TEXT', "'NaN'", "'1e999999'", "'1e-999999'", `'${'9'.repeat(300)}'`, "'2'")).toBe('2.00');
    expect(await sum('TEXT', "'x'")).toBe('0.00');
    expect(await sum('MONEY', "'$1,234.50'")).toBe('1234.50');
  });

  describe('names', () => {
    it('are the same in any case, and a table of exactly this name comes first', async () => {
      await execute(`CREATE TABLE Visits (ID INT, "Changed" DATE); INSERT INTO visits VALUES (1, '2024-01-02');
CREATE TABLE "VISITS" (ID INT, "Changed" DATE)`);
      const entity = visits();
      expect((await read(entity)).rows).toEqual([['1', '2024-01-02']]);
      expect((await read(entity, {}, under({ from: { table: 'VISITS' } }))).rows).toEqual([]);
      await expect(read(entity, {}, under({ from: { table: 'vIsItS' } }))).rejects.toEqual(
        failure('SOURCE_NAME_AMBIGUOUS', 'visits', 'VISITS'),
      );
    });
    it('of two columns that differ in case alone are not guessed', async () => {
      await execute(`CREATE TABLE visits (id INT, "ID" INT)`);
      await expect(read(visits([], null))).rejects.toEqual(failure('SOURCE_NAME_AMBIGUOUS', 'id'));
      const query = 'select "ID" as id from visits';
      expect((await read(visits([], null), {}, under({ from: { query } }))).rows).toEqual([]);
    });
  });

  describe('reads no more than it may', () => {
    it('a user who may read some columns alone, of a table, a view, a materialized view or partitions', async () => {
      const role = `r_${database()}`;
      await execute(`CREATE ROLE "${role}" LOGIN PASSWORD 'p';
CREATE TABLE all_visits (id INT, value TEXT, secret TEXT) PARTITION BY LIST (id); CREATE TABLE part PARTITION OF all_visits DEFAULT;
INSERT INTO all_visits VALUES (1, 'a', 's'); GRANT SELECT (id, value) ON all_visits TO "${role}";
CREATE VIEW shown AS SELECT id, value FROM all_visits; CREATE MATERIALIZED VIEW kept AS SELECT id, value FROM all_visits;
GRANT SELECT ON shown, kept TO "${role}"; CREATE TABLE closed (id INT, value TEXT)`);
      const reader = (table: string, where?: string) =>
        new PostgresSource(
          {
            emr: emr({ user: role }),
            mapping: { visits: { from: { table }, columns: {}, ...(where ? { where } : {}) } },
            keyScan: 'never',
          },
          { secrets: new EnvironmentSecrets({ RCM_SECRET_EMR: 'p' }) },
        );
      for (const table of ['all_visits', 'shown', 'kept'])
        expect((await read(VALUE, {}, reader(table, "value <> 'b'"))).rows).toEqual([['1', 'a']]);
      await expect(read(visits(['secret'], null), {}, reader('all_visits'))).rejects.toEqual(
        failure('SOURCE_COLUMN_MISSING', 'secret'),
      );
      await expect(read(VALUE, {}, reader('closed'))).rejects.toEqual(failure('SOURCE_TABLE_MISSING', 'closed'));
      await expect(read(VALUE, {}, reader('all_visits', "secret = 's'"))).rejects.toEqual(
        failure('SOURCE_READ_DENIED'),
      );
      await server().execute(`DROP OWNED BY "${role}"; DROP ROLE "${role}"`, database());
    });
    it('one schema, whichever else the user could read', async () => {
      await execute(`CREATE TABLE visits (id INT); INSERT INTO visits VALUES (1);
CREATE SCHEMA other; CREATE TABLE other.visits (id INT); INSERT INTO other.visits VALUES (2)`);
      const entity = visits([], null);
      expect((await read(entity)).keys).toEqual(['1']);
      expect((await read(entity, {}, source({ schema: 'other' }))).keys).toEqual(['2']);
      for (const query of ['select * from other.visits', 'select v.* from "other" . "visits" v'])
        await expect(read(entity, {}, under({ from: { query } }))).rejects.toEqual(
          failure('SOURCE_SQL_INVALID', 'other', 'public'),
        );
      await expect(read(entity, {}, under({ where: 'id in (select o.id from other.visits o)' }))).rejects.toEqual(
        failure('SOURCE_SQL_INVALID', 'other'),
      );
      await expect(read(entity, {}, source({ schema: 'nowhere' }))).rejects.toEqual(failure('SOURCE_TABLE_MISSING'));
    });
    it('in one read-only transaction, also by a function that writes', async () => {
      await execute(
        `CREATE TABLE visits (id INT); CREATE FUNCTION sly() RETURNS INT LANGUAGE SQL AS 'INSERT INTO visits VALUES (1) RETURNING 1'`,
      );
      const owner = new PostgresSource(
        {
          emr: emr({ user: server().user }),
          mapping: { visits: { from: { query: 'select sly() as id' }, columns: {} } },
          keyScan: 'never',
        },
        { secrets: new EnvironmentSecrets({ RCM_SECRET_EMR: server().password }) },
      );
      await expect(read(visits([], null), {}, owner)).rejects.toEqual(failure('SOURCE_READ_FAILED', '25006'));
      expect(await server().execute('SELECT * FROM visits', database())).toEqual([]);
    });
  });

  it('says no value of a row when the server refuses one', async () => {
    await execute(`CREATE TABLE visits (id INT, value TEXT); INSERT INTO visits VALUES (1, 'Ann Lee 1980')`);
    const error = await read(
      VALUE,
      {},
      under({ from: { query: 'select cast(value as int) as id, value from visits' } }),
    ).catch((reason: unknown) => reason);
    expect(error).toEqual(failure('SOURCE_READ_FAILED', '22P02'));
    const said = `${JSON.stringify(error)} ${(error as Error).message} ${(error as Error).stack} ${String((error as Error).cause)}`;
    expect(said).not.toContain('Ann');
  });

  it('does not take the settings of the driver from variables of the environment', async () => {
    await execute('CREATE TABLE visits (id INT)');
    const before = { ...process.env };
    Object.assign(process.env, {
      PGSSLMODE: 'require',
      PGOPTIONS: '-c nonsense=1',
      PGPASSWORD: 'x',
      PGHOST: 'x',
      PGREPLICATION: 'true',
      PGSSLNEGOTIATION: 'direct',
    });
    try {
      expect((await read(visits([], null))).rows).toEqual([]);
    } finally {
      process.env = before;
    }
  });

  it('a text that is not of its character set is a value that would be lost', async () => {
    const name = `${database()}_ascii`;
    await server().execute(`CREATE DATABASE "${name}" TEMPLATE template0 ENCODING 'SQL_ASCII'`);
    await server().execute(`CREATE TABLE visits (id INT, value TEXT)`, name);
    await server().execute(`SET client_encoding = 'SQL_ASCII'; INSERT INTO visits VALUES (1, E'Zo\\xeb')`, name);
    await expect(read(VALUE, {}, source({ database: name }))).rejects.toEqual(failure('SOURCE_VALUE_LOST'));
  });
});
