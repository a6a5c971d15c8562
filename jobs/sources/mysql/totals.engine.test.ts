import type { Entity } from '../../../model/types';
import { describeEngine } from '../../../test/engines/available';
import type { Window } from '../source';
import { column, EVERYTHING, fieldsOf, visits, visitsDatabase } from './visits.fixture';

jest.setTimeout(30_000);

describeEngine('mariadb', 'totals of the whole table', () => {
  const { source, execute } = visitsDatabase();

  /** A table with an id and a price; the model has the price as money. */
  const priced = (): Entity => {
    const entity = visits([], null);
    return { ...entity, columns: [...entity.columns, column('price', { type: 'NUMERIC', unit: 'usd' })] };
  };
  const totals = (entity = priced(), window: Partial<Window> = {}, from = source()) =>
    from.snapshot(entity, { ...EVERYTHING, ...window }, (snapshot) => snapshot.totals());
  const fill = (type: string, ...values: readonly string[]) =>
    execute(
      `SET sql_mode = ''; CREATE TABLE visits (id INT, price ${type}); INSERT INTO visits VALUES ${values.map((value, index) => `(${index}, ${value})`).join(', ')}`,
    );

  it.each([
    ['FLOAT', ['988.37', '123456.78', '0.1', 'NULL'], '124445.25'],
    ['DOUBLE', ['0.125', '-0.125', '2.675', '-1e-30'], '2.68'],
    ['DECIMAL(20,9)', ['0.005', '0.005', '-0.004999999', '1.115'], '1.14'],
    ['DECIMAL(40,2)', ['12345678901234567890123456789.10', '0.01'], '12345678901234567890123456789.11'],
    ['DECIMAL(40,2)', ['200000000000000000000000000000.00', '0.01'], '0.01'],
    ['BIGINT', ['9223372036854775807', '1', '-8'], '9223372036854775800.00'],
    ['VARCHAR(40)', [`'12.345'`, `' $1,000.10 '`, `'1e2'`, `'-$-5'`, `'12abc'`, `'abc'`, `''`], '1112.45'],
    [
      'VARCHAR(40)',
      [`'(50.00)'`, `'$ -   '`, `'-'`, `' $ (1,234.505) '`, `'5-'`, `'USD 7'`, `'us$1'`, `'(-5)'`, `'€9'`, `'$.25'`],
      '-1281.26',
    ],
  ])('%s: each value is rounded to cents, then they are added exactly', async (type, values, sum) => {
    await fill(type, ...values);
    expect(await totals()).toEqual({ rows: values.length, sums: { price: sum } });
  });
  it('a prefix that the mapping takes off', async () => {
    await fill('VARCHAR(40)', `'EUR 5.25'`, `'eur 1'`, `'0.5'`);
    const columns = { price: { column: 'price', stripPrefix: 'EUR ' } };
    expect(await totals(priced(), {}, source({}, { visits: { columns } }))).toEqual({
      rows: 3,
      sums: { price: '5.75' },
    });
  });
  it.each([
    ['cents as whole numbers', 'INT', ['12345', '-50', 'NULL'], 0.01, '122.95'],
    [
      'cents as written amounts, each rounded once',
      'VARCHAR(20)',
      [`'12345.6'`, `'($1,000)'`, `'x'`, `'1e2'`],
      0.01,
      '114.46',
    ],
    ['mills, which are not rounded to cents before', 'DECIMAL(12,4)', ['4.6', '4.6', '5'], 0.001, '0.01'],
    ['thousands', 'DOUBLE', ['1.2345', '0.1'], 1000, '1334.50'],
    ['the other sign', 'DECIMAL(12,2)', ['12.34', '-0.05'], -1, '-12.29'],
  ])('%s under the scale of the mapping', async (_what, type, values, scale, sum) => {
    await fill(type, ...values);
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
    await fill('DECIMAL(10,2)', '1.00');
    await source().snapshot(priced(), EVERYTHING, async (snapshot) => {
      await execute('INSERT INTO visits VALUES (2, 5)');
      expect(await fieldsOf(snapshot.rows())).toHaveLength(1);
      expect(await snapshot.totals()).toEqual({ rows: 1, sums: { price: '1.00' } });
    });
  });
  it('are not asked for without key scans, and not where rows are left for a later run', async () => {
    await fill('INT', '1');
    expect(await totals(priced(), {}, source({}, {}, 'never'))).toBeNull();
    expect(await totals(priced(), { until: '2024-01-01' })).toBeNull();
  });
});
