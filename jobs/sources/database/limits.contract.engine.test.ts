import type { EmrSpec } from '../../../model/spec';
import { describeEngine } from '../../../test/engines/available';
import { DATABASES, KINDS } from './databases.fixture';
import { EVERYTHING, failure, visits, visitsDatabase } from './visits.fixture';

jest.setTimeout(30_000);

describe.each(KINDS)('a %s source', (kind) => {
  describeEngine(DATABASES[kind].engine, 'keeps to the limits of its hospital', () => {
    const { source, execute, read } = visitsDatabase(kind);
    const { numbers, types } = DATABASES[kind];
    const within = (limits: EmrSpec['limits']) => source({ limits });
    const slow = kind === 'mysql' ? 'select sleep(3) as id' : "select cast(pg_sleep(3) as text) || '1' as id";

    it('reads no more rows a second than they say, whatever the rows hold, and all of them', async () => {
      await execute(
        `CREATE TABLE visits (id INT, note ${types.text}); INSERT INTO visits SELECT seq, 'a "quoted"\nline' FROM ${numbers(1, 300)}`,
      );
      const from = within({ rowsPerSecond: 400 });
      const began = performance.now();
      const [all, half] = await Promise.all([read(visits(['note'], null), {}, from), read(visits([], null), {}, from)]);
      // 300 rows and 300 keys, twice, at one pace.
      expect(performance.now() - began).toBeGreaterThan(2_500);
      expect([all.rows.length, half.rows.length]).toEqual([300, 300]);
    });
    it('proves as many rows in a statement as the pace allows in some seconds, and waits for no reader that has left', async () => {
      await execute(
        `CREATE TABLE visits (id INT PRIMARY KEY); INSERT INTO visits SELECT seq FROM ${numbers(1, 2_500)}`,
      );
      const from = within({ rowsPerSecond: 100 });
      const seen: number[] = [];
      const began = performance.now();
      const proved = from.snapshot(visits([], null), EVERYTHING, async (snapshot) =>
        snapshot.proof('UTC')?.sums(3, (rows) => {
          seen.push(rows);
          void from.close();
        }),
      );
      await expect(proved).rejects.toEqual(failure('SOURCE_CONNECTION_LOST'));
      expect(seen).toEqual([1_000]);
      expect(performance.now() - began).toBeLessThan(5_000);
    });
    it('has the server end a longer statement, and the connection is not lost', async () => {
      await execute('CREATE TABLE visits (id INT)');
      const mapping = { visits: { from: { query: slow }, columns: {} } };
      const limited = source({ limits: { statementSeconds: 1 } }, mapping);
      await expect(read(visits([], null), {}, limited)).rejects.toEqual(failure('SOURCE_STATEMENT_TOO_LONG'));
    });
    it('says what it asked of the database', async () => {
      await execute(`CREATE TABLE visits (id INT); INSERT INTO visits SELECT seq FROM ${numbers(1, 2000)}`);
      const from = within(undefined);
      expect(from.used()).toBeNull();
      await read(visits([], null), {}, from);
      const used = from.used();
      expect(used?.bytes).toBeGreaterThan(2_000 * 2 * 4);
      expect(used?.longestStatement).toBeGreaterThanOrEqual(0);
      expect(used?.snapshotAge).toBeGreaterThanOrEqual(used?.longestStatement ?? 0);
    });
  });
});
