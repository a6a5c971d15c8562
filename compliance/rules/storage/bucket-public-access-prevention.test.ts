import { judged } from '../../../test/judged';
import { bucketPublicAccessPrevention } from './bucket-public-access-prevention';

it('reports a bucket that says nothing, or inherits', () => {
  expect(
    judged(bucketPublicAccessPrevention, {
      google_storage_bucket: { silent: {}, inherits: { public_access_prevention: 'inherited' } },
    }),
  ).toEqual({
    checked: 2,
    defects: {
      'google_storage_bucket.silent': ['public_access_prevention'],
      'google_storage_bucket.inherits': ['public_access_prevention'],
    },
    unknown: [],
  });
});
it('accepts enforced, having looked at it', () => {
  expect(
    judged(bucketPublicAccessPrevention, {
      google_storage_bucket: { enforced: { public_access_prevention: 'enforced' } },
    }),
  ).toEqual({ checked: 1, defects: {}, unknown: [] });
});
it('is not about other resources', () => {
  expect(judged(bucketPublicAccessPrevention, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(bucketPublicAccessPrevention, {
      google_storage_bucket: { variable: { public_access_prevention: '${var.prevention}' } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_storage_bucket.variable'] });
});
