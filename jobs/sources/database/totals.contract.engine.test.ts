import type { Entity } from '../../../model/types';
import { describeEngine } from '../../../test/engines/available';
import type { Window } from '../source';
import { DATABASES, type Held, KINDS } from './databases.fixture';
import { column, EVERYTHING, fieldsOf, visits, visitsDatabase } from './visits.fixture';

jest.setTimeout(30_000);

describe.each(KINDS)('a %s source', (kind) => {
  describeEngine(DATABASES[kind].engine, 'adds the whole table up', () => {
    const { source, execute } = visitsDatabase(kind);
    const { types } = DATABASES[kind];

    /** A table with an id and a price; the model has the price as money. */
    const priced = (): Entity => {
      const entity = visits([], null);
      return { ...entity, columns: [...entity.columns, column('price', { type: 'NUMERIC', unit: 'usd' })] };
    };
    const totals = (entity = priced(), window: Partial<Window> = {}, from = source()) =>
      from.snapshot(entity, { ...EVERYTHING, ...window }, (snapshot) => snapshot.totals());
    const fill = (held: Held, ...values: readonly string[]) =>
      execute(
        `CREATE TABLE visits (id INT, price ${types[held]}); INSERT INTO visits VALUES ${values.map((value, index) => `(${index}, ${value})`).join(', ')}`,
      );

    it.each<[Held, string[], string]>([
      ['real', ['988.37', '123456.78', '0.1', 'NULL'], '124445.25'],
      ['double', ['0.125', '-0.125', '2.675', '-1e-30'], '2.68'],
      ['exact', ['0.005', '0.005', '-0.004999999', '1.115'], '1.14'],
      ['wide', ['12345678901234567890123456789.10', '0.01'], '12345678901234567890123456789.11'],
      ['wide', ['200000000000000000000000000000.00', '0.01'], '0.01'],
      ['whole', ['9223372036854775807', '1', '-8'], '9223372036854775800.00'],
      ['text', [`'12.345'`, `' $1,000.10 '`, `'1e2'`, `'-$-5'`, `'12abc'`, `'abc'`, `''`], '1112.45'],
      [
        'text',
        [`'(50.00)'`, `'$ -   '`, `'-'`, `' $ (1,234.505) '`, `'5-'`, `'USD 7'`, `'us$1'`, `'(-5)'`, `'€9'`, `'$.25'`],
        '-1281.26',
      ],
    ])('%s: each value is rounded to cents, then they are added exactly', async (held, values, sum) => {
      await fill(held, ...values);
      expect(await totals()).toEqual({ rows: values.length, sums: { price: sum } });
    });
    it('a prefix that the mapping takes off', async () => {
      await fill('text', `'EUR 5.25'`, `'eur 1'`, `'0.5'`);
      const columns = { price: { column: 'price', stripPrefix: 'EUR ' } };
      expect(await totals(priced(), {}, source({}, { visits: { columns } }))).toEqual({
        rows: 3,
        sums: { price: '5.75' },
      });
    });
    it.each<[string, Held, string[], number, string]>([
      ['cents as whole numbers', 'whole', ['12345', '-50', 'NULL'], 0.01, '122.95'],
      [
        'cents as written amounts, each rounded once',
        'text',
        [`'12345.6'`, `'($1,000)'`, `'x'`, `'1e2'`],
        0.01,
        '114.46',
      ],
      ['mills, which are not rounded to cents before', 'exact', ['4.6', '4.6', '5'], 0.001, '0.01'],
      ['thousands', 'double', ['1.2345', '0.1'], 1000, '1334.50'],
      ['the other sign', 'exact', ['12.34', '-0.05'], -1, '-12.29'],
    ])('%s under the scale of the mapping', async (_what, held, values, scale, sum) => {
      await fill(held, ...values);
      const mapped = source({}, { visits: { columns: { price: { column: 'price', scale } } } });
      expect((await totals(priced(), {}, mapped))?.sums).toEqual({ price: sum });
    });
    it('count no row that a key of several columns has no value for', async () => {
      await execute(
        "CREATE TABLE visits (clinic TEXT, no INT, price INT); INSERT INTO visits VALUES ('A-1', 1, 5), (NULL, 2, 5), ('B', 3, 5)",
      );
      const both = { visits: { columns: { id: { concat: ['clinic', '-', 'no'] } } } };
      const part = { visits: { columns: { id: { column: 'clinic', split: { by: '-', part: 2 } } } } };
      expect((await totals(priced(), {}, source({}, both)))?.rows).toBe(2);
      expect((await totals(priced(), {}, source({}, part)))?.rows).toBe(1);
    });
    it('count rows outside the window too, none without a key, and name no column that the source lacks', async () => {
      await execute(
        `CREATE TABLE visits (id INT, changed DATE); INSERT INTO visits VALUES (1, '2024-01-01'), (NULL, '2024-01-01'), (2, '2024-01-05')`,
      );
      const optional = column('price', { type: 'NUMERIC', unit: 'usd', presence: 'optional' });
      const entity = { ...visits(), columns: [...visits().columns, optional] };
      expect(await totals(entity, { watermark: '2024-01-05' })).toEqual({ rows: 2, sums: {} });
    });
    it('are of the moment of the rows, whatever is committed while they are read', async () => {
      await fill('exact', '1.00');
      await source().snapshot(priced(), EVERYTHING, async (snapshot) => {
        await execute('INSERT INTO visits VALUES (2, 5)');
        expect(await fieldsOf(snapshot.rows())).toHaveLength(1);
        expect(await snapshot.totals()).toEqual({ rows: 1, sums: { price: '1.00' } });
      });
    });
    it('are not asked for without key scans, and not where rows are left for a later run', async () => {
      await fill('whole', '1');
      expect(await totals(priced(), {}, source({}, {}, 'never'))).toBeNull();
      expect(await totals(priced(), { until: '2024-01-01' })).toBeNull();
    });
  });
});
