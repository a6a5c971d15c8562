import { describeEngine } from '../../../test/engines/available';
import { DATABASES, type Held, KINDS } from './databases.fixture';
import { EVERYTHING, fieldsOf, visits, visitsDatabase } from './visits.fixture';

jest.setTimeout(30_000);

describe.each(KINDS)('a %s source', (kind) => {
  describeEngine(DATABASES[kind].engine, 'reads tables', () => {
    const { connection, source, execute, read, ids } = visitsDatabase(kind);
    const { types, quoted, numbers, noMoment } = DATABASES[kind];

    describe('which rows are read', () => {
      const DAY = 86_400;
      const table = (held: Held, ...rows: readonly (string | null)[]) =>
        execute(
          `CREATE TABLE visits (id INT PRIMARY KEY, changed ${types[held]}); CREATE INDEX by_change ON visits (changed); INSERT INTO visits VALUES ${rows
            .map((value, index) => `(${index + 1}, ${value === null ? 'NULL' : `'${value}'`})`)
            .join(', ')}`,
        );

      it('all of them without a watermark, with the highest cursor as it is written', async () => {
        await table('micro', '2024-01-01 00:00:00.000001', '2024-01-03 10:00:00.999999', '2024-01-02', null);
        expect(await read(visits())).toMatchObject({
          watermark: '2024-01-03 10:00:00.999999',
          keys: ['1', '2', '3', '4'],
        });
        expect(await ids(visits())).toEqual(['1', '2', '3', '4']);
      });
      it('those at the watermark again: thousands may share its moment', async () => {
        await table('micro', '2024-01-01 00:00:00.000001');
        await execute(`INSERT INTO visits SELECT seq, '2024-01-02 00:00:00.000002' FROM ${numbers(2, 5000)}`);
        const { watermark } = await read(visits());
        await execute(`INSERT INTO visits VALUES (5001, '2024-01-02 00:00:00.000002')`);
        const again = await ids(visits(), { watermark });
        expect(again).toHaveLength(5000);
        expect(again).toContain('5001');
      });
      it('not one microsecond before it', async () => {
        await table('micro', '2024-01-02 00:00:00.000001', '2024-01-02 00:00:00.000002', '2024-01-02 00:00:00.000003');
        expect(await ids(visits(), { watermark: '2024-01-02 00:00:00.000002' })).toEqual(['2', '3']);
      });
      it('back by the lookback, over the end of a month', async () => {
        await table('moment', '2024-02-28 12:00:00', '2024-02-29 12:00:00', '2024-03-01 12:00:00');
        expect(await ids(visits(), { watermark: '2024-03-01 12:00:00', lookbackSeconds: DAY })).toEqual(['2', '3']);
      });
      it('of a DATE cursor, the whole day that the lookback falls into', async () => {
        await table('day', '2024-02-28', '2024-02-29', '2024-03-01');
        expect(await ids(visits(), { watermark: '2024-03-01', lookbackSeconds: 0 })).toEqual(['3']);
        expect(await ids(visits(), { watermark: '2024-03-01', lookbackSeconds: 3600 })).toEqual(['2', '3']);
        expect((await read(visits())).watermark).toBe('2024-03-01');
      });
      it('those whose cursor says nothing, every time', async () => {
        await table('moment', '2024-01-01', null, noMoment, '2024-01-03');
        expect(await ids(visits(), { watermark: '2024-01-03' })).toEqual(['2', '3', '4']);
        expect(await ids(visits(), { watermark: null, until: '2024-01-01' })).toEqual(['1', '2', '3']);
      });
      it('none above "until", which also bounds the watermark', async () => {
        await table('moment', '2024-01-01', '2024-01-02', '2024-01-03');
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
        await table('moment', '2024-01-01', '2999-01-01');
        expect(await read(visits())).toMatchObject({ watermark: '2024-01-01 00:00:00', keys: ['1', '2'] });
        await execute(`INSERT INTO visits VALUES (3, '2024-01-02')`);
        expect(await ids(visits(), { watermark: '2024-01-01' })).toEqual(['1', '2', '3']);
      });
      it('of 0 rows none, without a watermark', async () => {
        await execute('CREATE TABLE visits (id INT, changed DATE)');
        expect(await read(visits(), { watermark: '2024-01-01' })).toMatchObject({
          watermark: null,
          rows: [],
          keys: [],
        });
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
          `CREATE TABLE ${quoted('Visit Log')} (${quoted('Visit No')} INT, ${quoted('Changed')} DATE); INSERT INTO ${quoted('Visit Log')} VALUES (7, '2024-01-02')`,
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
        await execute(`CREATE TABLE visits (id INT PRIMARY KEY, changed ${types.moment})`);
        const late = await connection();
        try {
          await late.execute(`START TRANSACTION`);
          await late.execute(`INSERT INTO visits VALUES (1, '2024-01-02 10:00:00')`);
          await execute(`INSERT INTO visits VALUES (2, '2024-01-02 10:00:30')`);
          const first = await read(visits());
          expect(first).toMatchObject({ watermark: '2024-01-02 10:00:30', keys: ['2'] });
          await late.execute('COMMIT');
          expect(await ids(visits(), { watermark: first.watermark, lookbackSeconds: 60 })).toEqual(['1', '2']);
          expect(await ids(visits(), { watermark: first.watermark, lookbackSeconds: 0 })).toEqual(['2']);
        } finally {
          await late.end();
        }
      });
      it('rows, keys and watermark are of one moment, whatever is committed while they are read', async () => {
        await execute(
          `CREATE TABLE visits (id INT PRIMARY KEY, changed ${types.moment}); INSERT INTO visits VALUES (1, '2024-01-01')`,
        );
        await source().snapshot(visits(), EVERYTHING, async (snapshot) => {
          await execute(
            `INSERT INTO visits VALUES (2, '2024-01-02'); UPDATE visits SET changed = '2024-01-03' WHERE id = 1`,
          );
          expect(snapshot.watermark).toBe('2024-01-01 00:00:00');
          expect(await fieldsOf(snapshot.rows())).toEqual([['1', '2024-01-01 00:00:00', null]]);
          expect(await fieldsOf(snapshot.keys() as AsyncIterable<Buffer>)).toEqual([['1']]);
        });
      });
    });
  });
});
