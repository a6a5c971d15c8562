import { judged } from '../../../test/judged';
import { bucketUniformAccess } from './bucket-uniform-access';

it('reports a bucket with access lists', () => {
  expect(
    judged(bucketUniformAccess, {
      google_storage_bucket: { silent: {}, lists: { uniform_bucket_level_access: false } },
    }),
  ).toEqual({
    checked: 2,
    defects: {
      'google_storage_bucket.silent': ['uniform_bucket_level_access'],
      'google_storage_bucket.lists': ['uniform_bucket_level_access'],
    },
    unknown: [],
  });
});
it('accepts true, also as text, having looked at it', () => {
  expect(
    judged(bucketUniformAccess, {
      google_storage_bucket: {
        uniform: { uniform_bucket_level_access: true },
        text: { uniform_bucket_level_access: 'true' },
      },
    }),
  ).toEqual({ checked: 2, defects: {}, unknown: [] });
});
it('is not about other resources', () => {
  expect(judged(bucketUniformAccess, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(bucketUniformAccess, {
      google_storage_bucket: { variable: { uniform_bucket_level_access: '${var.uniform}' } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_storage_bucket.variable'] });
});
