import { judged } from '../../../test/judged';
import { datasetCmek } from './dataset-cmek';

it('reports a missing key, a word that is not a key, and a key of another place', () => {
  expect(
    judged(datasetCmek, {
      google_bigquery_dataset: {
        none: { location: 'us-central1' },
        word: { location: 'us-central1', default_encryption_configuration: { kms_key_name: 'default' } },
        elsewhere: {
          location: 'us-central1',
          default_encryption_configuration: {
            kms_key_name: 'projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k',
          },
        },
      },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_bigquery_dataset.none': ['default_encryption_configuration.kms_key_name'],
      'google_bigquery_dataset.word': ['default_encryption_configuration.kms_key_name'],
      'google_bigquery_dataset.elsewhere': ['default_encryption_configuration.kms_key_name'],
    },
    unknown: [],
  });
});
it('accepts a reference to a key, and the whole name of one in the same place, having looked at them', () => {
  expect(
    judged(datasetCmek, {
      google_bigquery_dataset: {
        reference: {
          location: 'us-central1',
          default_encryption_configuration: { kms_key_name: '${google_kms_crypto_key.k.id}' },
        },
        name: {
          location: 'us-central1',
          default_encryption_configuration: {
            kms_key_name: 'projects/p/locations/us-central1/keyRings/r/cryptoKeys/k',
          },
        },
        computedProject: {
          location: 'us-central1',
          default_encryption_configuration: {
            kms_key_name: 'projects/${var.p}/locations/US-CENTRAL1/keyRings/r/cryptoKeys/k',
          },
        },
      },
    }),
  ).toEqual({ checked: 3, defects: {}, unknown: [] });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(datasetCmek, {
      google_bigquery_dataset: {
        variable: { location: 'us-central1', default_encryption_configuration: { kms_key_name: '${var.key}' } },
      },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_bigquery_dataset.variable'] });
});
it("is not about datasets that show another system's tables", () => {
  expect(
    judged(datasetCmek, {
      google_bigquery_dataset: { external: { external_dataset_reference: { external_source: 's', connection: 'c' } } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: [] });
});
