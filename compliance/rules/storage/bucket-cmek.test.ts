import { judged } from '../../../test/judged';
import { bucketCmek } from './bucket-cmek';

it('reports a missing key, a word that is not a key, and a key of another place', () => {
  expect(
    judged(bucketCmek, {
      google_storage_bucket: {
        none: { location: 'us-central1' },
        word: { location: 'us-central1', encryption: { default_kms_key_name: 'default' } },
        elsewhere: {
          location: 'us-central1',
          encryption: { default_kms_key_name: 'projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k' },
        },
      },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_storage_bucket.none': ['encryption.default_kms_key_name'],
      'google_storage_bucket.word': ['encryption.default_kms_key_name'],
      'google_storage_bucket.elsewhere': ['encryption.default_kms_key_name'],
    },
    unknown: [],
  });
});
it('accepts a reference to a key, and the whole name of one in the same place, having looked at them', () => {
  expect(
    judged(bucketCmek, {
      google_storage_bucket: {
        reference: { location: 'us-central1', encryption: { default_kms_key_name: '${google_kms_crypto_key.k.id}' } },
        name: {
          location: 'us-central1',
          encryption: { default_kms_key_name: 'projects/p/locations/us-central1/keyRings/r/cryptoKeys/k' },
        },
        computedProject: {
          location: 'us-central1',
          encryption: { default_kms_key_name: 'projects/${var.p}/locations/US-CENTRAL1/keyRings/r/cryptoKeys/k' },
        },
      },
    }),
  ).toEqual({ checked: 3, defects: {}, unknown: [] });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(bucketCmek, {
      google_storage_bucket: {
        variable: { location: 'us-central1', encryption: { default_kms_key_name: '${var.key}' } },
      },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_storage_bucket.variable'] });
});
it('takes a block written as a list for the same', () => {
  expect(
    judged(bucketCmek, {
      google_storage_bucket: {
        list: { location: 'us-central1', encryption: [{ default_kms_key_name: '${google_kms_crypto_key.k.id}' }] },
      },
    }),
  ).toEqual({ checked: 1, defects: {}, unknown: [] });
});
it('is not about other resources', () => {
  expect(judged(bucketCmek, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
