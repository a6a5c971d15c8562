import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { typed } from '../../jobs/lake/landed-rows.fixture';

jest.setTimeout(60_000);

/** A column of transactions for each type that the page names. */
const COLUMNS: Readonly<Record<string, string>> = { date: 'service_date', time: 'inserted_at', amount: 'amount' };
const page = readFileSync(join(__dirname, '../../docs/running.md'), 'utf8');
const rows = [...page.matchAll(/^\| (date|time|amount) \| `(.+)` \| (.+) \|$/gm)].map(
  ([, type = '', text = '', readAs = '']) => ({ type, text, readAs: readAs.replaceAll('`', '') }),
);

describe('the table of spellings in docs/running.md', () => {
  it('has spellings of every type', () => {
    expect(new Set(rows.map(({ type }) => type))).toEqual(new Set(Object.keys(COLUMNS)));
    expect(rows.length).toBeGreaterThan(20);
  });

  it.each(rows)('$type "$text" is $readAs', async ({ type, text, readAs }) => {
    const column = COLUMNS[type] ?? '';
    const [value] = await typed(column, [text]);
    const shown = typeof value === 'string' ? value.replace(/\+00$/, '') : value;
    if (readAs === 'held') expect(shown).toEqual({ [column]: text });
    else expect(type === 'amount' ? shown.replace(/0{7}$/, '') : shown).toBe(readAs);
  });
});
