import { dialectOf, dialectProblems } from './feed-dialect';

describe('a dialect', () => {
  it.each([
    [{}],
    [{ delimiter: '||', quote: "'", escape: '\\', comment: '#', encoding: 'windows-1252' as const }],
    [{ delimiter: '€', encoding: 'windows-1252' as const }],
    [{ quote: 'none', delimiter: '"' }],
    [{ format: 'xlsx', sheet: 'Claims', header: { line: 3 } }],
    [{ header: { names: ['a', null, 'b', null] } }],
  ])('%j goes together', (dialect) => expect(dialectProblems(dialect)).toEqual([]));

  it.each([
    [{ delimiter: '"' }, ['delimiter']],
    [{ delimiter: 'a\\b', escape: '\\' }, ['delimiter']],
    [{ comment: ';', delimiter: ';' }, ['comment']],
    [{ comment: '"#' }, ['comment']],
    [{ footer: { startsWith: ',' } }, ['footer']],
    [{ delimiter: '€', encoding: 'latin1' as const }, ['delimiter']],
    [{ comment: 'Σ', encoding: 'windows-1252' as const }, ['comment']],
    [{ header: { names: ['a', 'b', ' A'] } }, ['header.names[2]']],
    [{ sheet: 'Claims' }, ['sheet']],
    [{ format: 'xlsx', delimiter: ';', quote: "'", comment: '#' }, ['quote', 'comment', 'delimiter']],
  ])('%j does not, and every problem is listed', (dialect, fields) => {
    expect(dialectProblems(dialect).map(({ field }) => field)).toEqual(fields);
  });

  it('of a feed is what its readers need and nothing else', () => {
    const feed = {
      delimiter: ',',
      encoding: 'utf8',
      table: 'claims',
      cadence: 'monthly',
      header: { line: 2 },
    } as const;
    expect(dialectOf(feed)).toEqual({ delimiter: ',', encoding: 'utf8', header: { line: 2 } });
  });
});
