import { ENTITIES, quarantineTable } from '../../model/catalogue';
import { BASE_MODEL } from '../../model/model';
import { bigqueryDialect } from '../warehouse/bigquery/dialect';
import { conflictingRows, placeOf, quarantineByRule, quarantineRow, quarantineRows } from './quarantine-rows';
import { quarantineCounts } from './run-queries';

const PLACE = { hospitalId: 'hospital-a', table: 'claims', runId: '20251231t050000z-a1b2', seq: 17 } as const;

it('an id names a row, or an unreadable line', () => {
  expect(placeOf('hospital-a.claims.20251231t050000z-a1b2.17')).toEqual({ ...PLACE, kind: 'row' });
  expect(placeOf('hospital-a.claims.20251231t050000z-a1b2.line-17')).toEqual({ ...PLACE, kind: 'line' });
});

it.each(['', 'hospital-a.claims.run', 'a.b.c.d', "a.claims.r.1'; --", 'a.claims.r.-1', 'a.claims.r.1.1'])(
  '%j is not an id',
  (id) => expect(placeOf(id)).toBeNull(),
);

it('lists and counts read no column that could identify anybody', () => {
  const place = { ...PLACE, kind: 'row' } as const;
  const statements = [
    quarantineRows(bigqueryDialect, BASE_MODEL, { hospital: 'hospital-a', rule: 'status_known', state: 'open' }, 5),
    ...[quarantineByRule(bigqueryDialect, BASE_MODEL, {}), quarantineRow(bigqueryDialect, BASE_MODEL, place)],
    ...[conflictingRows(bigqueryDialect, BASE_MODEL, place, 1), quarantineCounts(bigqueryDialect, BASE_MODEL)],
  ];
  const identifying = ENTITIES.flatMap((each) => quarantineTable(each).columns.filter(({ phi }) => phi !== 'none'));
  const names = [...new Set(identifying.map(({ name }) => name))];
  expect(names.length).toBeGreaterThan(30);
  const read = statements.flatMap(({ name, sql }) =>
    names.filter((column) => new RegExp(`\\b${column}\\b`).test(sql)).map((column) => `${name}: ${column}`),
  );
  expect(read).toEqual([]);
  // A star would read every column of the table that it stands for.
  for (const { sql } of statements) expect(sql).not.toMatch(/\bq\.\*/);
});

it('no rule of rows begins as those of lines do', () => {
  const ids = ENTITIES.flatMap(({ quality }) => quality.map(({ id }) => id));
  expect(ids.filter((id) => id.startsWith('line_'))).toEqual([]);
});
