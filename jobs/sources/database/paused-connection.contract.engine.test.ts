import { setTimeout as wait } from 'node:timers/promises';
import { describeEngine } from '../../../test/engines/available';
import { DATABASES, KINDS } from './databases.fixture';
import { EVERYTHING, fieldsOf, visits, visitsDatabase } from './visits.fixture';

jest.setTimeout(30_000);

/** Rows of about a kilobyte, which fill exactly as many buffers as may wait for a reader: the last of them pauses the connection. */
const ROWS = 700;

describe.each(KINDS)('a %s source whose reader was slow at the end of its rows', (kind) => {
  describeEngine(DATABASES[kind].engine, 'goes on', () => {
    const { source, execute } = visitsDatabase(kind);
    const { numbers } = DATABASES[kind];

    it('with rows and with a plain statement', async () => {
      await execute(
        `CREATE TABLE visits (id INT PRIMARY KEY, note TEXT); INSERT INTO visits SELECT seq, repeat('a', 1000) FROM ${numbers(1, ROWS)}`,
      );
      await source().snapshot(visits(['note'], null), EVERYTHING, async (snapshot) => {
        const slow = async () => {
          const rows = snapshot.rows();
          rows.read(0);
          await wait(500);
          return fieldsOf(rows);
        };
        expect(await slow()).toHaveLength(ROWS);
        const sums = await snapshot.proof('UTC')?.sums(1, () => {});
        expect([...(sums?.values() ?? [])].reduce((all, { rows }) => all + rows, 0)).toBe(ROWS);
        expect(await slow()).toHaveLength(ROWS);
        expect(await fieldsOf(snapshot.rows())).toHaveLength(ROWS);
      });
    });
  });
});
