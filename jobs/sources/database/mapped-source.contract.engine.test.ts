import { describeEngine } from '../../../test/engines/available';
import { DATABASES, KINDS } from './databases.fixture';
import { EVERYTHING, failure, fieldsOf, visits, visitsDatabase } from './visits.fixture';

jest.setTimeout(30_000);

describe.each(KINDS)('a %s source under a mapping', (kind) => {
  describeEngine(DATABASES[kind].engine, 'reads what it says', () => {
    const { execute, under, read, ids } = visitsDatabase(kind);
    const { types, quoted, clock } = DATABASES[kind];

    describe('where', () => {
      const where = "state <> 'deleted?'";
      beforeEach(() =>
        execute(
          `CREATE TABLE visits (id INT, changed ${types.moment}, state VARCHAR(20)); INSERT INTO visits VALUES (1, '2024-01-01', 'open'), (2, '2024-01-03', 'deleted?'), (3, '2024-01-02', 'open')`,
        ),
      );
      it('chooses rows, keys, the watermark and totals alike', async () => {
        const chosen = under({ where });
        expect(await read(visits(), {}, chosen)).toMatchObject({ keys: ['1', '3'], watermark: '2024-01-02 00:00:00' });
        expect(await ids(visits(), { watermark: '2024-01-02' }, chosen)).toEqual(['3']);
        expect(await chosen.snapshot(visits(), EVERYTHING, ({ totals }) => totals())).toEqual({ rows: 2, sums: {} });
      });
      it('leaves a row out that leaves it, so that its key is gone', async () => {
        await execute("UPDATE visits SET state = 'deleted?' WHERE id = 1");
        expect((await read(visits(), {}, under({ where }))).keys).toEqual(['3']);
      });
      it.each([
        ['a column that is not there', 'nothing = 1'],
        ['an unfinished condition', 'state <>'],
      ])('with %s fails by its code, with no value', async (_what, sql) => {
        await expect(read(visits(), {}, under({ where: sql }))).rejects.toEqual(
          failure('SOURCE_SQL_INVALID', 'visits'),
        );
      });
    });

    describe('query', () => {
      const query = 'select p.no as id, p.changed, d.name as state from pat p left join dept d on d.no = p.dept';
      beforeEach(() =>
        execute(
          `CREATE TABLE pat (no ${types.bytes}, changed ${types.instant}, dept INT); CREATE TABLE dept (no INT, name TEXT); INSERT INTO dept VALUES (1, 'It''s'); INSERT INTO pat VALUES ('P1', '2024-01-01 00:00:00+00:00', 1), ('P2', '2024-01-02 00:00:00+00:00', 2)`,
        ),
      );
      it('stands for a table, with the types of its columns', async () => {
        const joined = under({ from: { query } });
        expect(await read(visits(['state']), { watermark: '2024-01-02' }, joined)).toMatchObject({
          // Bytes are their digits in a column without ids.
          rows: [['5032', null, '2024-01-02 00:00:00']],
          keys: ['5031', '5032'],
          watermark: '2024-01-02 00:00:00',
        });
        const instants = await joined.snapshot(visits(['state']), EVERYTHING, async (taken) => taken.instants);
        expect(instants).toEqual(['changed']);
      });
      it('and a condition chooses among its rows', async () => {
        expect((await read(visits(), {}, under({ from: { query }, where: 'state is null' }))).keys).toEqual(['5032']);
      });
      it('names the columns that it lacks', async () => {
        await expect(read(visits(['price']), {}, under({ from: { query } }))).rejects.toEqual(
          failure('SOURCE_COLUMN_MISSING', 'price'),
        );
      });
      it('that writes is refused by the server too', async () => {
        await execute('CREATE SEQUENCE numbers');
        const query = kind === 'mysql' ? 'select nextval(numbers) as id' : "select nextval('numbers') as id";
        await expect(read(visits([], null), {}, under({ from: { query } }))).rejects.toMatchObject({
          code: expect.stringMatching(/^SOURCE_/),
        });
      });
    });

    describe('cursor', () => {
      it('is another column than the usual one, or none', async () => {
        await execute(
          `CREATE TABLE visits (id INT, changed TEXT, stamp ${types.moment}); INSERT INTO visits VALUES (1, 'x', '2024-01-01'), (2, 'y', '2024-01-02')`,
        );
        const chosen = under({ cursor: { column: 'stamp' } });
        expect(await read(visits(), { watermark: '2024-01-02' }, chosen)).toMatchObject({
          rows: [['2', '2024-01-02 00:00:00']],
          watermark: '2024-01-02 00:00:00',
        });
        expect(await read(visits(), { watermark: '2024-01-02' }, under({ cursor: 'none' }))).toMatchObject({
          rows: [['1'], ['2']],
          watermark: null,
        });
      });
      it('of a clock ahead of UTC does not lie in the future', async () => {
        await execute(
          `CREATE TABLE visits (id INT, changed ${types.moment}); INSERT INTO visits VALUES (1, ${clock(8)}), (2, ${clock(10)})`,
        );
        const tokyo = await read(visits(), {}, under({ cursor: { column: 'changed', zone: 'Asia/Tokyo' } }));
        expect(tokyo.watermark).toBe(tokyo.rows.find(([id]) => id === '1')?.[1]);
        expect((await read(visits())).watermark).toBeNull();
      });
      it('of a clock that is set back once a year is read again over the hour that it repeats', async () => {
        await execute(
          `CREATE TABLE visits (id INT, changed ${types.moment}); INSERT INTO visits VALUES (1, '2024-11-03 01:10:00'), (2, '2024-11-03 01:50:00')`,
        );
        const window = { watermark: '2024-11-03 01:50:00', lookbackSeconds: 0 };
        const chicago = under({ cursor: { column: 'changed', zone: 'America/Chicago' } });
        expect(await ids(visits(), window, chicago)).toEqual(['1', '2']);
        expect(await ids(visits(), window)).toEqual(['2']);
      });
    });

    it('finds rows again by keys of several columns, of which one may be empty', async () => {
      await execute(
        "CREATE TABLE visits (clinic VARCHAR(9), no INT, changed DATE); INSERT INTO visits VALUES ('A', 1, '2024-01-01'), ('A', 2, '2024-01-01'), (NULL, 1, '2024-01-01')",
      );
      const from = under({ columns: { id: { concat: ['clinic', '-', 'no'] } } });
      async function* wanted() {
        yield [
          ['A', '2'],
          [null, '1'],
        ];
      }
      const rows = await from.snapshot(visits(), EVERYTHING, async (snapshot) => fieldsOf(snapshot.rowsOf(wanted())));
      expect(rows.sort()).toEqual([
        [null, '1', '2024-01-01', null],
        ['A', '2', '2024-01-01', null],
      ]);
    });

    it('takes hostile names of tables and columns', async () => {
      const name = 'a`b\'c"d?e;--';
      const inSql = quoted(name);
      await execute(
        `CREATE TABLE ${inSql} (${inSql} INT, changed DATE); INSERT INTO ${inSql} VALUES (7, '2024-01-02')`,
      );
      const from = under({ from: { table: name }, columns: { id: name }, where: `${inSql} > 0` });
      const window = { watermark: '2024-01-01', until: '2024-12-31' };
      expect(await read(visits(), window, from)).toMatchObject({ rows: [['7', '2024-01-02']], keys: ['7'] });
    });
  });
});
