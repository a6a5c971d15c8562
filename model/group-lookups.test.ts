import { groupMembers, lookupLines, type PayerLine } from './group-lookups';
import { parseSpec } from './parse-spec';
import { SpecError } from './problems';
import { hospitalSpecSchema } from './spec';

const HOSPITAL = {
  id: 'hospital-a',
  emr: { kind: 'mysql', host: '10.20.0.5', database: 'hospital_a_db', user: 'rcm_reader' },
  tables: ['transactions'],
};

/** `code path` of every problem of a hospital with these lookups. */
function problems(lookups: { readonly payers?: unknown; readonly departments?: unknown }): string[] {
  try {
    parseSpec(hospitalSpecSchema, { ...HOSPITAL, ...lookups });
  } catch (error) {
    if (error instanceof SpecError) return error.problems.map(({ code, path }) => `${code} ${path}`);
    throw error;
  }
  return [];
}

it.each([
  ['quotes and SQL', { source: `O'Brien"; drop table x; --`, payer: 'obrien', name: `'); delete from gold; --` }],
  ['backslashes and other alphabets', { source: '\\N\\', payer: 'x', name: 'Ärzte 健康 ${x} @p' }],
  ['a description in part', { source: '1', payer: 'x', planType: 'Commercial', electronicPayerId: 'SP001' }],
])('takes a line with %s as a text', (_what, line) => {
  expect(problems({ payers: [line] })).toEqual([]);
});

it.each([
  ['a line break in a name', { source: '1', payer: 'x', name: 'one\ntwo' }, '[0].name'],
  ['a control character in the id of the source', { source: '1\u0000', payer: 'x' }, '[0].source'],
  ['blanks around the id of the source', { source: ' 1', payer: 'x' }, '[0].source'],
  ['an empty id of the source', { source: '', payer: 'x' }, '[0].source'],
  ['a slash in the id of the group', { source: '1', payer: 'hospital-a/1' }, '[0].payer'],
  ['the id of the unknown member', { source: '1', payer: 'unknown' }, '[0].payer'],
  ['a text that turns the line round', { source: '1', payer: 'x', name: 'a\u202eb' }, '[0].name'],
  ['a name of 201 characters', { source: '1', payer: 'x', name: 'n'.repeat(201) }, '[0].name'],
])('refuses a line with %s', (_what, line, path) => {
  expect(problems({ payers: [line] })).toEqual([`LOOKUP_LINE_INVALID payers${path}`]);
});

it('refuses a source in two lines, no line, more than 10,000, and a field that there is not', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => ({ source: `${index}`, payer: 'x' }));
  expect(problems({ payers: [...lines(2), { source: '1', payer: 'y' }] })).toEqual(['LOOKUP_KEY_REPEATED payers']);
  expect(problems({ payers: [] })).toEqual(['LOOKUP_LINE_INVALID payers']);
  expect(problems({ payers: lines(10_000) })).toEqual([]);
  expect(problems({ payers: lines(10_001) })).toEqual(['LOOKUP_TOO_LONG payers']);
  expect(problems({ departments: [{ source: '1', department: 'x', planType: 'y' }] })).toEqual([
    'FIELD_UNKNOWN departments[0].planType',
  ]);
});

describe('what several lookups say about one payer', () => {
  const of = (id: string, ...payers: PayerLine[]) => ({ id, payers });

  it('is put together, each field from the first hospital that fills it', () => {
    const hospitals = [
      of('hospital-b', { source: '9', payer: 'aetna', name: 'Aetna', electronicPayerId: 'SP004' }),
      of('hospital-a', { source: '1', payer: 'aetna', planType: 'Commercial' }),
    ];
    for (const given of [hospitals, [...hospitals].reverse()])
      expect(groupMembers(lookupLines(given))).toEqual({
        members: new Map([['payer aetna', { name: 'Aetna', planType: 'Commercial', electronicPayerId: 'SP004' }]]),
        differences: [],
      });
  });

  it('differs where two say something else of one field, and both are named', () => {
    const lines = lookupLines([
      of('hospital-b', { source: '9', payer: 'aetna', name: 'Aetna Inc' }),
      of('hospital-a', { source: '1', payer: 'aetna', name: 'Aetna' }),
      { id: 'hospital-c', departments: [{ source: '1', department: 'aetna', name: 'A department' }] },
    ]);
    expect(groupMembers(lines).differences.map(({ message }) => message)).toEqual([
      'payer "aetna" has the name "Aetna" in hospital-a and "Aetna Inc" in hospital-b',
    ]);
  });
});
