import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { estateWith } from '../../test/judged';
import { review } from '../review/review';
import { contentHash } from './json';
import { toSarif } from './sarif';

/** The published schema is of draft 4, which differs from what ajv reads by the name of the id alone. */
function schemaErrors(document: object): unknown {
  const file = join(__dirname, '../../test/data/sarif/sarif-2.1.0-rtm.5.json');
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  return ajv.validate(schema, document) ? null : ajv.errors;
}

const EXCEPTION = {
  ruleId: 'storage-bucket-versioning',
  address: 'google_storage_bucket.b',
  reason: 'one\n"two"',
  owner: 'team',
  expires: '2027-02-01',
};
const OPEN = { name: 'b', public_access_prevention: '${var.prevention}' };
const REVIEW = review(
  {
    ...estateWith({ google_storage_bucket: { b: OPEN } }),
    inputs: [{ stack: 'lake', file: 'stacks/a lake/cdk.tf.json', sha256: 'ab12' }],
  },
  { asOf: '2027-01-01', exceptions: [EXCEPTION, { ...EXCEPTION, ruleId: 'no-such-rule' }] },
);

it('is valid by the schema of SARIF 2.1.0, with and without findings', () => {
  expect(schemaErrors(toSarif(REVIEW))).toBeNull();
  expect(schemaErrors(toSarif(review(estateWith({}), { asOf: '2027-01-01' })))).toBeNull();
  expect(schemaErrors({ version: '2.1.0', runs: [{}] })).not.toBeNull();
});

it('holds findings, suppressed ones with the reason, and what is unknown as open', () => {
  const [run] = (toSarif(REVIEW) as { runs: Record<string, unknown>[] }).runs;
  const results = run?.['results'] as Record<string, unknown>[];
  const of = (ruleId: string) => results.find((each) => each['ruleId'] === ruleId);
  expect(of('storage-bucket-cmek')).toMatchObject({
    level: 'error',
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: 'stacks/a%20lake/cdk.tf.json' } },
        logicalLocations: [{ fullyQualifiedName: 'lake/google_storage_bucket.b' }],
      },
    ],
  });
  expect(of('storage-bucket-versioning')).toMatchObject({
    suppressions: [{ status: 'accepted', justification: expect.stringContaining('one\n"two"') }],
  });
  expect(of('storage-bucket-public-access-prevention')).toMatchObject({ kind: 'open', level: 'none' });
  expect(of('exception-unknown-rule')).toMatchObject({ level: 'error' });
  expect(run?.['properties']).toMatchObject({ contentHash: contentHash(REVIEW) });
});
