import type { JsonObject } from '../../arguments/attribute';
import { estateOf } from '../../estate/estate';
import { readSynthesis } from '../../reading/synthesis';
import { evaluate } from '../../verdicts/evaluate';
import { agreementRecorded } from './agreement-recorded';

const ACCEPTED = { acceptedOn: '2026-09-01', by: 'compliance@x.example' };

function verdict(comment: JsonObject, { complete = true, stage = 'prod' } = {}) {
  const document = (resource: JsonObject) => ({ provider: { google: { project: 'p' } }, resource });
  const lake = readSynthesis('lake', document({ google_storage_bucket: { b: { labels: { stage } } } }));
  const foundation = readSynthesis('foundation', { '//': comment, ...document({}) });
  const { checked, findings, unknown } = evaluate(agreementRecorded, estateOf([lake, foundation], { complete }));
  return unknown.length > 0 ? 'unknown' : checked === 0 ? 'not checked' : findings.map((each) => each.address);
}

it('accepts a record in whichever stack it stands', () => expect(verdict({ baa: ACCEPTED })).toEqual([]));

it.each([
  ['no record', {}],
  ['a record without a day', { baa: { ...ACCEPTED, acceptedOn: 'soon' } }],
  ['a record without anybody', { baa: { ...ACCEPTED, by: ' ' } }],
])('reports %s', (_, comment) => expect(verdict(comment)).toEqual(['project p']));

it('answers unknown for a part of an environment, where no record is seen', () => {
  expect(verdict({}, { complete: false })).toBe('unknown');
  expect(verdict({ baa: ACCEPTED }, { complete: false })).toEqual([]);
});

it('is not about an environment without patients, which the label stage says', () => {
  expect(verdict({}, { stage: 'dev' })).toBe('not checked');
});
