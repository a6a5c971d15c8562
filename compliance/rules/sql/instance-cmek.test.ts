import { judged } from '../../../test/judged';
import { instanceCmek } from './instance-cmek';

it('reports a missing key, a word that is not a key, and a key of another place', () => {
  expect(
    judged(instanceCmek, {
      google_sql_database_instance: {
        none: { region: 'us-central1' },
        word: { region: 'us-central1', encryption_key_name: 'default' },
        elsewhere: {
          region: 'us-central1',
          encryption_key_name: 'projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k',
        },
      },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_sql_database_instance.none': ['encryption_key_name'],
      'google_sql_database_instance.word': ['encryption_key_name'],
      'google_sql_database_instance.elsewhere': ['encryption_key_name'],
    },
    unknown: [],
  });
});
it('accepts a reference to a key, and the whole name of one in the same place, having looked at them', () => {
  expect(
    judged(instanceCmek, {
      google_sql_database_instance: {
        reference: { region: 'us-central1', encryption_key_name: '${google_kms_crypto_key.k.id}' },
        name: {
          region: 'us-central1',
          encryption_key_name: 'projects/p/locations/us-central1/keyRings/r/cryptoKeys/k',
        },
        computedProject: {
          region: 'us-central1',
          encryption_key_name: 'projects/${var.p}/locations/US-CENTRAL1/keyRings/r/cryptoKeys/k',
        },
      },
    }),
  ).toEqual({ checked: 3, defects: {}, unknown: [] });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(instanceCmek, {
      google_sql_database_instance: { variable: { region: 'us-central1', encryption_key_name: '${var.key}' } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_sql_database_instance.variable'] });
});
it('is not about replicas, which take over the key', () => {
  expect(
    judged(instanceCmek, {
      google_sql_database_instance: { replica: { region: 'us-central1', master_instance_name: 'primary' } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: [] });
});
