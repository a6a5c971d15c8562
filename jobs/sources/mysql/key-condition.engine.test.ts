import { describeEngine } from '../../../test/engines/available';
import { EVERYTHING, fieldsOf, visits, visitsDatabase } from '../database/visits.fixture';

jest.setTimeout(30_000);

describeEngine('mariadb', 'rows by their keys', () => {
  const { execute, source } = visitsDatabase('mysql');
  const COMPOSITE = { ...visits(['place'], null), key: ['id', 'place'] };

  async function rowsOf(keys: readonly string[][][], entity = visits(['value'], null)) {
    async function* groups() {
      yield* keys;
    }
    return source().snapshot(entity, EVERYTHING, async (snapshot) =>
      (await fieldsOf(snapshot.rowsOf(groups()))).map((row) => row.slice(0, -1)),
    );
  }

  it.each([
    ['BIGINT', ['9007199254740993', '-9007199254740993'], '9007199254740992'],
    ['BIGINT UNSIGNED', ['18446744073709551615', '18446744073709551614'], '18446744073709551613'],
    ['DECIMAL(20,2)', ['123456789012345678.01', '-0.50'], '123456789012345678.02'],
    ['DATETIME(6)', ['2024-01-02 03:04:05.000001', '2024-01-02 03:04:05.000002'], '2024-01-02 03:04:05.000003'],
    ['VARCHAR(20) COLLATE utf8mb4_bin', ['a', `it's "1" \\`], 'A'],
    ['VARCHAR(20) CHARACTER SET latin1', ['Zoë', '?'], 'Zoe3'],
    ['VARBINARY(16)', ['00FF22', '00FF'], '00FF2200'],
  ])('of a column %s are those that are named, exactly', async (type, keys, other) => {
    await execute(`CREATE TABLE visits (id ${type} PRIMARY KEY, value VARCHAR(9))`);
    const literal = (key: string) =>
      type.startsWith('VARBINARY') ? `x'${key}'` : `'${key.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
    for (const key of [...keys, other]) await execute(`INSERT INTO visits VALUES (${literal(key)}, 'v')`);
    const expected = keys.map((key) => [key, 'v']).sort();
    expect((await rowsOf([keys.map((key) => [key])])).sort()).toEqual(expected);
    // One query after the other, in one stream.
    expect((await rowsOf(keys.map((key) => [[key]]))).sort()).toEqual(expected);
  });

  it('of several columns have all of them', async () => {
    await execute(
      `CREATE TABLE visits (id INT, place VARCHAR(9), PRIMARY KEY (id, place)); INSERT INTO visits VALUES (1, '23'), (12, '3'), (1, '3')`,
    );
    const keys = [
      ['1', '23'],
      ['12', '3'],
    ];
    expect((await rowsOf([keys], COMPOSITE)).sort()).toEqual(keys);
  });

  it('finds nothing for keys that are gone, or for no keys', async () => {
    await execute('CREATE TABLE visits (id INT, value INT)');
    expect(await rowsOf([[['7']]])).toEqual([]);
    expect(await rowsOf([])).toEqual([]);
  });
});
