import { showsColors } from './terminal';
import { groupedAmount, textTable } from './text-table';

const widest = (table: string) => Math.max(...table.split('\n').map((line) => line.length));

describe('a table', () => {
  it('is as wide as its content where that fits', () => {
    expect(
      textTable(
        ['a', 'rows'],
        [
          ['x', 1234],
          ['y', null],
        ],
      ),
    ).toBe(
      ['┌───┬───────┐', '│ a │  rows │', '├───┼───────┤', '│ x │ 1,234 │', '│ y │     - │', '└───┴───────┘'].join('\n'),
    );
  });

  it('breaks the longest texts at their spaces to fit into 80 columns', () => {
    const words = 'the source was not reached and its figures are those of the day before '.repeat(2);
    const table = textTable(['run', 'why', 'at'], [['20261130t062951z-3xcw', words, '2026-11-30 06:29:51']]);
    expect(widest(table)).toBeLessThanOrEqual(80);
    expect(table).toContain('│ 20261130t062951z-3xcw │');
    expect(table.replaceAll(/[│\s]+/g, ' ')).toContain('the source was');
  });

  it('breaks long words behind a sign only when spaces are not enough, and keeps numbers whole', () => {
    const row = (...ids: string[]) => [...ids, '1,234,567.89', '1,234,567.89'];
    const head = ['one', 'other', 'expected amount', 'actual amount'];
    const id = 'hospital-a.transactions.rows_of_the_source';
    const table = textTable(head, [row(id, id)]);
    expect(widest(table)).toBeLessThanOrEqual(80);
    expect(table).toContain('│ 1,234,567.89 │ 1,234,567.89 │');
    expect(table).toMatch(/│ hospital-a\.\s*│|│ hospital-a\.transactions\.\s*│/);
  });

  it('with too many columns shows each row as lines', () => {
    const names = Array.from({ length: 30 }, (_, index) => `column_${index}`);
    const table = textTable(names, [names.map((_, index) => (index === 0 ? 'long '.repeat(40) : index))]);
    expect(widest(table)).toBeLessThanOrEqual(80);
    expect(table.split('\n').slice(-1)).toEqual(['  column_29: 29']);
    expect(table).toMatch(/^row 1\n {2}column_0: long /);
  });

  it.each([
    [{ NO_COLOR: '1' }, false],
    [{ TERM: 'dumb' }, false],
    [{ NO_COLOR: '' }, true],
  ])('on a terminal with %j has colours: %s', (variables, colored) => {
    const { isTTY } = process.stdout;
    const { env } = process;
    process.stdout.isTTY = true;
    process.env = { ...env, TERM: 'xterm', ...variables };
    const [shown, table] = [showsColors(), textTable(['a'], [['x']])];
    process.stdout.isTTY = isTTY;
    process.env = env;
    expect(shown).toBe(colored);
    // Where colours are wanted, the library of tables asks once more what the terminal can do.
    if (!colored) expect(table).not.toContain('\u001b[');
  });
});

it.each([
  ['1234567.5', '1,234,567.5'],
  ['-1000', '-1,000'],
  ['999.001', '999.001'],
  ['12345678901234567890123456789.123456789', '12,345,678,901,234,567,890,123,456,789.123456789'],
  ['V45.1', 'V45.1'],
])('the amount %s is shown as %s', (text, shown) => {
  expect(groupedAmount(text)).toBe(shown);
});
