import { describeEngine } from '../../../test/engines/available';
import { type MariaDb, startMariaDb } from '../../../test/engines/mariadb';
import { EnvironmentSecrets } from '../../secrets/environment';
import { EVERYTHING, failure, fieldsOf, visits } from '../database/visits.fixture';
import { MySqlSource } from './mysql-source';

jest.setTimeout(60_000);

/** Digits of a value of 600 kB are longer than this packet; its bytes are not. */
const PACKET = 1_048_576;

describeEngine('mariadb', 'a value that the server did not send', () => {
  let server: MariaDb;
  beforeAll(async () => {
    server = await startMariaDb({ serverOptions: [`--max-allowed-packet=${PACKET}`] });
  });
  afterAll(() => server.stop());

  const rowsOf = async (sql: string) => {
    const database = await server.createDatabase();
    await server.execute(sql, database);
    const { host, port, reader } = server;
    const emr = {
      ...{ kind: 'mysql' as const, host, port, database },
      user: reader.user,
      passwordSecret: 'emr',
      tls: 'none',
    } as const;
    const secrets = new EnvironmentSecrets({ RCM_SECRET_EMR: reader.password });
    const source = new MySqlSource({ emr, mapping: {}, keyScan: 'every_run' }, { secrets });
    return source.snapshot(visits(['value'], null), EVERYTHING, async (snapshot) =>
      (await fieldsOf(snapshot.rows())).map((row) => row.slice(0, -1)),
    );
  };
  const table = (type: string, ...values: readonly string[]) =>
    `CREATE TABLE visits (id INT PRIMARY KEY, value ${type});
INSERT INTO visits VALUES ${values.map((value, index) => `(${index}, ${value})`).join(', ')}`;

  it.each([
    ['because its digits are longer than a packet', "repeat('x', 600000)"],
    ['though it lies behind rows that arrived', "'x'), (7, 'y'), (8, repeat('z', 600000)"],
  ])('fails the read %s', async (_, value) => {
    await expect(rowsOf(table('LONGBLOB', value))).rejects.toEqual(
      failure('SOURCE_VALUE_LOST', 'table visits', '1301 1 time'),
    );
  });
  it('fails the read behind a thousand warnings of another kind', async () => {
    const sql = `CREATE TABLE source (id INT, a LONGBLOB); INSERT INTO source SELECT seq, 'x' FROM seq_1_to_1000;
INSERT INTO source VALUES (1001, repeat('x', 600000));
CREATE VIEW visits AS SELECT id + cast('1x' AS signed) - 1 AS id, a AS value FROM source`;
    await expect(rowsOf(sql)).rejects.toEqual(failure('SOURCE_VALUE_LOST', '1301 1 time'));
  });
  it('does not exist where the longest digits fit', async () => {
    const [row] = await rowsOf(table('LONGBLOB', "repeat('x', 300000)"));
    expect(row?.[1]?.length).toBe(600_000);
  });
  it("does not exist where a view's own arithmetic warns", async () => {
    const sql =
      "CREATE TABLE source (id INT, a TEXT); INSERT INTO source VALUES (1, '12x'); CREATE VIEW visits AS SELECT id, cast(a AS signed) AS value FROM source";
    expect(await rowsOf(sql)).toEqual([['1', '12']]);
  });
});
