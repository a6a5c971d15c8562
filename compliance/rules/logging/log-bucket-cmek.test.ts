import { judged } from '../../../test/judged';
import { logBucketCmek } from './log-bucket-cmek';

it('reports a missing key, a word that is not a key, and a key of another place', () => {
  expect(
    judged(logBucketCmek, {
      google_logging_project_bucket_config: {
        none: { location: 'us-central1' },
        word: { location: 'us-central1', bucket_id: 'audit', cmek_settings: { kms_key_name: 'default' } },
        elsewhere: {
          location: 'us-central1',
          bucket_id: 'audit',
          cmek_settings: { kms_key_name: 'projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k' },
        },
      },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_logging_project_bucket_config.none': ['cmek_settings.kms_key_name'],
      'google_logging_project_bucket_config.word': ['cmek_settings.kms_key_name'],
      'google_logging_project_bucket_config.elsewhere': ['cmek_settings.kms_key_name'],
    },
    unknown: [],
  });
});
it('accepts a reference to a key, and the whole name of one in the same place, having looked at them', () => {
  expect(
    judged(logBucketCmek, {
      google_logging_project_bucket_config: {
        reference: {
          location: 'us-central1',
          bucket_id: 'audit',
          cmek_settings: { kms_key_name: '${google_kms_crypto_key.k.id}' },
        },
        name: {
          location: 'us-central1',
          bucket_id: 'audit',
          cmek_settings: { kms_key_name: 'projects/p/locations/us-central1/keyRings/r/cryptoKeys/k' },
        },
        computedProject: {
          location: 'us-central1',
          bucket_id: 'audit',
          cmek_settings: { kms_key_name: 'projects/${var.p}/locations/US-CENTRAL1/keyRings/r/cryptoKeys/k' },
        },
      },
    }),
  ).toEqual({ checked: 3, defects: {}, unknown: [] });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(logBucketCmek, {
      google_logging_project_bucket_config: {
        variable: { location: 'us-central1', bucket_id: 'audit', cmek_settings: { kms_key_name: '${var.key}' } },
      },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_logging_project_bucket_config.variable'] });
});
it('is not about the built-in log buckets', () => {
  expect(
    judged(logBucketCmek, { google_logging_project_bucket_config: { builtIn: { bucket_id: '_Required' } } }),
  ).toEqual({ checked: 0, defects: {}, unknown: [] });
});
