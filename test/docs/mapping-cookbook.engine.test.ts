import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { landedUnder } from '../../jobs/lake/mapped-rows.fixture';

/** The rows of the page's tables about one value: column, mapping, row of the source and what it becomes, as TypeScript. */
const page = readFileSync(join(__dirname, '../../docs/mapping.md'), 'utf8');
const ROW = /^\| `(\w+)\.(\w+)` \| `(.*)` \| `(.*)` \| (held|`.*`) \|$/gm;
const examples = [...page.matchAll(ROW)].map(([, table, column, from, row, becomes]) => [
  table,
  column,
  from,
  row,
  becomes,
]);
const value = (code = '') => new Function(`return (${code});`)();

it('has an example of every verb', () => {
  const written = examples.map(([, , from]) => from).join(' ');
  for (const verb of [
    'column',
    'concat',
    'coalesce',
    'constant',
    'absent',
    'split',
    'trim',
    'stripPrefix',
    'case',
    'padTo',
  ])
    expect(written).toContain(`${verb}:`);
  for (const verb of ['values', 'otherwise', 'format', 'scale', 'zone']) expect(written).toContain(`${verb}:`);
});

it.each(examples)('%s.%s from %s: %s becomes %s', async (table = '', column = '', from, row, becomes = '') => {
  const { rows } = await landedUnder(table, { [column]: value(from) }, [value(row)]);
  const unreadable = rows[0]?.['_unreadable'];
  if (becomes === 'held') expect(JSON.parse(String(unreadable))).toHaveProperty(column);
  else expect([rows[0]?.[column], unreadable]).toEqual([value(becomes.slice(1, -1)), null]);
});
