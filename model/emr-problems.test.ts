import { environmentSpecSchema, hospitalSpecSchema } from './spec';
import { environment, hospital, lines, placed } from './spec.fixture';

describe('where the EMR of a hospital is', () => {
  const { emr, tables: _, ...rest } = hospital;
  const exported = { table: 'patients', content: 'full' };
  it.each([
    ['tables that all come as files', { feeds: [exported] }, []],
    ['a database and a table that comes as files', { emr, tables: ['encounters'], feeds: [exported] }, []],
    ['nowhere', {}, ['FIELD_MISSING emr']],
    ['nowhere, since claims belong to payers', { feeds: [{ table: 'claims' }] }, ['FIELD_MISSING emr']],
    ['in a database that is not named', { tables: ['encounters'], feeds: [exported] }, ['FIELD_MISSING emr']],
    ['a database of which no table is read', { emr, feeds: [exported] }, ['FIELD_INVALID tables']],
    ['in both', { emr, tables: ['patients'], feeds: [exported] }, ['TABLE_REPEATED tables']],
    ['files that do not say what they hold', { feeds: [{ table: 'patients' }] }, ['FIELD_MISSING feeds[0].content']],
    [
      'files with lines to add up',
      { feeds: [{ table: 'transactions', content: 'changes', lines: lines(['transaction_id'], 'sum') }] },
      ['LINES_UNSUITED feeds[0].lines'],
    ],
    [
      'beside claims that say to be whole',
      { feeds: [exported, { table: 'claims', content: 'full' }] },
      ['CONTENT_UNSUITED feeds[1].content'],
    ],
  ])('%s', (_what, place, expected) => {
    expect(placed(hospitalSpecSchema, { ...rest, ...place })).toEqual(expected);
  });

  it('is not in the references of the group, which no hospital exports', () => {
    const references = [{ table: 'npi', content: 'full' }];
    expect(placed(environmentSpecSchema, { ...environment, references })).toEqual([
      'CONTENT_UNSUITED references[0].content',
    ]);
  });

  it('decides what its mapping may say: files have any header, and neither table nor cursor', () => {
    const mapping = { patients: { cursor: 'none', columns: { ssn: 'x'.repeat(100) } } };
    const inFiles = { ...rest, feeds: [exported], mapping };
    expect(placed(hospitalSpecSchema, inFiles)).toEqual(['MAPPING_VERB_UNSUITED mapping.patients.cursor']);
    expect(placed(hospitalSpecSchema, { ...hospital, mapping })).toEqual([
      'SOURCE_NAME_INVALID mapping.patients.columns.ssn',
    ]);
  });
});
