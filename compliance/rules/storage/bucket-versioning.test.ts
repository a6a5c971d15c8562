import { judged } from '../../../test/judged';
import { bucketVersioning } from './bucket-versioning';

it('reports a bucket that forgets', () => {
  expect(
    judged(bucketVersioning, { google_storage_bucket: { silent: {}, off: { versioning: { enabled: false } } } }),
  ).toEqual({
    checked: 2,
    defects: {
      'google_storage_bucket.silent': ['versioning.enabled'],
      'google_storage_bucket.off': ['versioning.enabled'],
    },
    unknown: [],
  });
});
it('accepts versions, or a retention policy, having looked at them', () => {
  expect(
    judged(bucketVersioning, {
      google_storage_bucket: {
        versions: { versioning: [{ enabled: true }] },
        retains: { retention_policy: { retention_period: '86400' } },
      },
    }),
  ).toEqual({ checked: 2, defects: {}, unknown: [] });
});
it('is not about other resources', () => {
  expect(judged(bucketVersioning, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(bucketVersioning, { google_storage_bucket: { variable: { versioning: { enabled: '${var.keep}' } } } }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_storage_bucket.variable'] });
});
