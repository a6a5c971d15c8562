import { judged } from '../../../test/judged';
import { environmentCmek } from './environment-cmek';

it('reports a missing key, a word that is not a key, and a key of another place', () => {
  expect(
    judged(environmentCmek, {
      google_composer_environment: {
        none: { region: 'us-central1' },
        word: { region: 'us-central1', config: { encryption_config: { kms_key_name: 'default' } } },
        elsewhere: {
          region: 'us-central1',
          config: { encryption_config: { kms_key_name: 'projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k' } },
        },
      },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_composer_environment.none': ['config.encryption_config.kms_key_name'],
      'google_composer_environment.word': ['config.encryption_config.kms_key_name'],
      'google_composer_environment.elsewhere': ['config.encryption_config.kms_key_name'],
    },
    unknown: [],
  });
});
it('accepts a reference to a key, and the whole name of one in the same place, having looked at them', () => {
  expect(
    judged(environmentCmek, {
      google_composer_environment: {
        reference: {
          region: 'us-central1',
          config: { encryption_config: { kms_key_name: '${google_kms_crypto_key.k.id}' } },
        },
        name: {
          region: 'us-central1',
          config: { encryption_config: { kms_key_name: 'projects/p/locations/us-central1/keyRings/r/cryptoKeys/k' } },
        },
        computedProject: {
          region: 'us-central1',
          config: {
            encryption_config: { kms_key_name: 'projects/${var.p}/locations/US-CENTRAL1/keyRings/r/cryptoKeys/k' },
          },
        },
      },
    }),
  ).toEqual({ checked: 3, defects: {}, unknown: [] });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(environmentCmek, {
      google_composer_environment: {
        variable: { region: 'us-central1', config: { encryption_config: { kms_key_name: '${var.key}' } } },
      },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_composer_environment.variable'] });
});
it('is not about other resources', () => {
  expect(judged(environmentCmek, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
