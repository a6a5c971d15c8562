import { type Answer, type RegisterServer, startRegister, status } from '../../../test/register-server';
import { openApi } from './http';
import { ICD10_PAGE, ICD10_PREFIX, ICD10_QUERY, listIcd10Codes } from './icd10';
import { icd10Chapter } from './icd10-chapter';

/** 8,000 invented codes of one letter, more than one query may return, and a few of others. */
const MANY = Array.from({ length: 8_000 }, (_, index) => {
  const digits = String(index * 12).padStart(5, '0');
  return `S${digits.slice(0, 2)}.${digits.slice(2)}`;
});
const FEW = ['E11.9', 'E11.65', 'I10', 'C4A.0', 'T07.XXXS'];

describe('listIcd10Codes', () => {
  let server: RegisterServer;
  afterEach(() => server.close());

  /** The service as documented: prefixes of words, pages by offset and count, its two limits. */
  function service(codes: readonly string[]) {
    return (parameters: URLSearchParams): Answer => {
      const [count, offset] = ['count', 'offset'].map((name) => Number(parameters.get(name)));
      if (count === undefined || offset === undefined || count > 500 || offset + count > 7_500) return status(400);
      const terms = parameters.get('terms') ?? '';
      const matches = codes.filter((code) => code.startsWith(terms) || /[A-Z]$/.exec(code)?.[0] === terms);
      const page = matches.slice(offset, offset + count);
      return [matches.length, page, null, page.map((code) => [code, `Text of ${code}`])];
    };
  }
  async function list(answer: (parameters: URLSearchParams, before: number) => Answer, prefix: string) {
    server = await startRegister(answer);
    return listIcd10Codes(openApi({ name: 'NLM', address: server.address, wait: async () => {} }), prefix);
  }

  it('reads all codes that begin with a prefix, in order, with text and chapter', async () => {
    expect(await list(service([...FEW, ...MANY]), 'E11')).toEqual([
      { icd_code: 'E11.65', description: 'Text of E11.65', chapter: 'E00-E89' },
      { icd_code: 'E11.9', description: 'Text of E11.9', chapter: 'E00-E89' },
    ]);
    expect(String(server.asked[0])).toBe('terms=E11&sf=code&cf=code&df=code%2Cname&count=500&offset=0');
  });

  it('reads page after page', async () => {
    const codes = MANY.slice(0, 2 * ICD10_PAGE + 1);
    expect((await list(service(codes), 'S')).map((row) => row['icd_code'])).toEqual(codes);
    expect(server.asked.map((parameters) => parameters.get('offset'))).toEqual(['0', '500', '1000']);
  });

  it('asks for longer prefixes where one query may not return all, and misses none', async () => {
    expect(MANY.length).toBeGreaterThan(ICD10_QUERY);
    const rows = await list(service([...FEW, ...MANY]), '');
    expect(rows.map((row) => row['icd_code'])).toEqual([...FEW, ...MANY].sort());
  });

  it.each<[string, (parameters: URLSearchParams, before: number) => Answer]>([
    ['another shape', () => ({ total: 1 })],
    ['too few parts', () => [1, ['E11.9']]],
    ['names of other codes', () => [1, ['E11.9'], null, [['E11.8', 'Text']]]],
    ['a name without a code', () => [1, ['E11.9'], null, [['E11.9']]]],
    ['fewer codes than it counts', () => [2, ['E11.9'], null, [['E11.9', 'Text']]]],
    ['no codes where it counts too many for one category', () => [9_000, [], null, []]],
    [
      'a count that changes between pages',
      (parameters, before) => {
        const [total, ...rest] = service(MANY.slice(0, 600).map((code) => code.replace('S', 'E11.')))(parameters) as [
          number,
        ];
        return [total + before, ...rest];
      },
    ],
    [
      'a code twice and another never',
      (parameters) => {
        const codes = MANY.slice(0, 600).map((code) => code.replace('S', 'E11.'));
        // Between the two pages, one code has moved to the second.
        return service(
          parameters.get('offset') === '0' ? codes : [...codes.slice(0, 500), codes[0] ?? '', ...codes.slice(501)],
        )(parameters);
      },
    ],
  ])('has no answer from %s', async (_what, answer) => {
    await expect(list(answer, 'E11')).rejects.toMatchObject({ code: 'API_ANSWER_INVALID' });
  });

  it('has no answer when there is no code at all', async () => {
    await expect(list(service([]), '')).rejects.toMatchObject({ code: 'API_ANSWER_INVALID' });
  });
});

it.each([
  ['A00.0', 'A00-B99'],
  ['C4A.0', 'C00-D49'],
  ['D50.9', 'D50-D89'],
  ['H60.00', 'H60-H95'],
  ['O9A.11', 'O00-O9A'],
  ['T88.9', 'S00-T88'],
  ['U07.1', 'U00-U85'],
  ['Z3A.00', 'Z00-Z99'],
  ['D99', null],
])('%s is in chapter %s', (code, chapter) => {
  expect(icd10Chapter(code)).toBe(chapter);
});

it.each([
  ...['E', 'E1', 'E11', 'E11.', 'C4A.0', 'T07.XXXA'].map((prefix) => [prefix, true] as const),
  ...['', '1', 'EE', 'E11.65432', 'E11 OR *', 'e11'].map((prefix) => [prefix, false] as const),
])('"%s" is the beginning of a code: %s', (prefix, is) => {
  expect(ICD10_PREFIX.test(prefix)).toBe(is);
});
