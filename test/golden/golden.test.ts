import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bigqueryDialect } from '../../jobs/warehouse/bigquery/dialect';
import { duckdbDialect } from '../../jobs/warehouse/duckdb/dialect';
import { everyStatement } from '../transform/every-statement';

/** `RCM_UPDATE_GOLDEN=1 npx jest test/golden` writes the files anew; the difference is for a reviewer to read. */
const update = process.env['RCM_UPDATE_GOLDEN'] === '1';

describe.each([duckdbDialect, bigqueryDialect])('SQL of $name', (dialect) => {
  const folder = join(__dirname, 'sql', dialect.name);
  const rendered = new Map(everyStatement(dialect).map(({ name, sql }) => [`${name}.sql`, `${sql};\n`]));

  beforeAll(() => {
    if (!update) return;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [file, sql] of rendered) writeFileSync(join(folder, file), sql);
  });

  it('has a name of its own for every statement', () => {
    const names = everyStatement(dialect).map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('has one file per statement and no other', () => {
    expect(readdirSync(folder).sort()).toEqual([...rendered.keys()].sort());
  });

  it.each([...rendered])('is what is written in %s', (file, sql) => {
    expect(sql).toBe(readFileSync(join(folder, file), 'utf8'));
  });

  it('binds every parameter that it names', () => {
    const sign = dialect.parameter('x').slice(0, 1);
    for (const { name, sql, parameters = {} } of everyStatement(dialect)) {
      const named = [...sql.matchAll(new RegExp(`\\${sign}([a-z_]+)`, 'g'))].map((match) => match[1] ?? '');
      expect({ name, unbound: named.filter((each) => !(each in parameters)) }).toEqual({ name, unbound: [] });
    }
  });
});
