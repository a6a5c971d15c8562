import { environmentSpecSchema, hospitalSpecSchema } from './spec';
import { codes, environment, hospital, lines } from './spec.fixture';

it.each([
  ['added up by the key of the table', lines(['claim_id'], 'sum'), []],
  ['added up by another column', lines(['claim_id', 'payer_id'], 'sum'), ['LINES_UNSUITED']],
  ['kept, which the table cannot', lines(['claim_id', 'payer_id'], 'keep'), ['LINES_UNSUITED']],
  ['by a column that is not in the model', lines(['line'], 'keep'), ['LINES_UNSUITED']],
  ['neither added up nor kept', lines(['claim_id'], 'drop'), ['FIELD_INVALID']],
])('judges lines that are %s', (_what, ofFeed, expected) => {
  const feeds = [{ table: 'claims', lines: ofFeed }];
  expect(codes(hospitalSpecSchema, { ...hospital, feeds })).toEqual(expected);
});

it('judges lines of reference files, and reports every problem of a feed at once', () => {
  const references = [{ table: 'cpt_codes', lines: lines(['procedure_code'], 'sum') }];
  expect(codes(environmentSpecSchema, { ...environment, references })).toEqual(['LINES_UNSUITED']);
  const feeds = [{ table: 'claims', delimiter: '\n', lines: lines(['line'], 'sum') }];
  expect(codes(hospitalSpecSchema, { ...hospital, feeds })).toEqual(['DIALECT_INVALID', 'LINES_UNSUITED']);
});
