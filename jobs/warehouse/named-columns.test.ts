import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TableDefinition } from '../../model/types';
import { duckdbDialect } from './duckdb/dialect';
import { insertInto, select, union } from './named-columns';

const column = (name: string) => ({ name, type: 'STRING', phi: 'none', description: 'For the test.' }) as const;
const table: TableDefinition = {
  dataset: 'gold',
  name: 'people',
  layer: 'gold',
  grain: 'one row per test',
  key: [],
  columns: [column('first'), column('last'), column('note')],
};

describe('an insert', () => {
  it('names its columns and their values in one order, that of the table', () => {
    const sql = insertInto(duckdbDialect, table, {
      columns: { last: 'b', note: "'n'", first: 'a' },
      from: 'from source',
    });
    expect(sql.split('\n')).toEqual([
      'insert into "gold"."people" ("first", "last", "note")',
      'select',
      '  a as "first",',
      '  b as "last",',
      '  \'n\' as "note"',
      'from source',
    ]);
  });

  it('leaves out what stays NULL', () => {
    const sql = insertInto(duckdbDialect, table, { columns: { first: 'a', last: 'b', note: null } });
    expect(sql).not.toContain('note');
  });

  it.each([
    ['a column that nothing fills', { first: 'a', last: 'b' }],
    ['a value for a column that the table lacks', { first: 'a', last: 'b', note: null, middle: 'c' }],
  ])('fails for %s', (_, columns) => {
    expect(() => insertInto(duckdbDialect, table, { columns })).toThrow(/people/);
  });
});

describe('a union', () => {
  it('puts the columns of every select in the order of the first', () => {
    const sql = union(duckdbDialect, 'all', [
      { columns: { one: '1', two: '2' }, from: 'from a' },
      { columns: { two: '20', one: '10' }, from: 'from b' },
    ]);
    expect(sql.split('\n')).toEqual([
      'select 1 as "one", 2 as "two"',
      'from a',
      'union all',
      'select 10 as "one", 20 as "two"',
      'from b',
    ]);
  });

  it('of one select has each row once where distinct rows are asked for', () => {
    const only = [{ columns: { one: '1' }, from: 'from a' }];
    expect(union(duckdbDialect, 'distinct', only)).toBe('select distinct 1 as "one"\nfrom a');
    expect(union(duckdbDialect, 'all', only)).toBe('select 1 as "one"\nfrom a');
  });

  it.each([[{ one: '1' }], [{ one: '1', three: '3' }], [{ one: '1', two: '2', three: '3' }]])(
    'fails where one of the selects has the columns %j',
    (columns) => {
      const first = { columns: { one: '1', two: '2' } };
      expect(() => union(duckdbDialect, 'distinct', [first, { columns }])).toThrow(/one, two/);
    },
  );
});

it('does not rename a column that has the name already, of a table or by itself', () => {
  expect(select(duckdbDialect, { columns: { a: 'a', b: 't."b"', c: 't."a"' } })).toBe(
    'select "a", t."b", t."a" as "c"',
  );
});

it('is the only way in which jobs/ and cli/ write inserts and unions', () => {
  const root = join(__dirname, '../..');
  const files = ['jobs', 'cli'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const writers = files
    .filter((file) => file.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(file))
    // SQL that a hospital's own server reads.
    .filter((file) => !file.startsWith('cli/add-hospital/presets/'))
    .filter((file) =>
      /`\s*insert into(?![^`]*\bby name\b)|union (all|distinct)\b/i.test(readFileSync(join(root, file), 'utf8')),
    );
  // DuckDB's own `insert ... by name` is by name as well.
  expect(writers.sort()).toEqual(['jobs/warehouse/named-columns.ts']);
});
