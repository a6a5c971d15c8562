import { judged } from '../../../test/judged';
import { secretCmek } from './cmek';

it('reports a missing key, also of one replica only, and a key of another place', () => {
  expect(
    judged(secretCmek, {
      google_secret_manager_secret: {
        auto: { replication: { auto: {} } },
        one: {
          replication: {
            user_managed: {
              replicas: [
                {
                  location: 'us-central1',
                  customer_managed_encryption: {
                    kms_key_name: 'projects/p/locations/us-central1/keyRings/r/cryptoKeys/k',
                  },
                },
                { location: 'us-east1' },
              ],
            },
          },
        },
        elsewhere: {
          replication: {
            user_managed: {
              replicas: [
                {
                  location: 'us-east1',
                  customer_managed_encryption: {
                    kms_key_name: 'projects/p/locations/us-central1/keyRings/r/cryptoKeys/k',
                  },
                },
              ],
            },
          },
        },
      },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_secret_manager_secret.auto': ['replication.auto.customer_managed_encryption.kms_key_name'],
      'google_secret_manager_secret.one': [
        'replication.user_managed.replicas.customer_managed_encryption.kms_key_name',
      ],
      'google_secret_manager_secret.elsewhere': [
        'replication.user_managed.replicas.customer_managed_encryption.kms_key_name',
      ],
    },
    unknown: [],
  });
});
it('accepts a key for each replica, or a global one, having looked at them', () => {
  expect(
    judged(secretCmek, {
      google_secret_manager_secret: {
        replicas: {
          replication: [
            {
              user_managed: [
                {
                  replicas: {
                    location: 'us-central1',
                    customer_managed_encryption: {
                      kms_key_name: 'projects/p/locations/us-central1/keyRings/r/cryptoKeys/k',
                    },
                  },
                },
              ],
            },
          ],
        },
        auto: {
          replication: {
            auto: {
              customer_managed_encryption: { kms_key_name: 'projects/p/locations/global/keyRings/r/cryptoKeys/k' },
            },
          },
        },
      },
      google_secret_manager_regional_secret: {
        regional: {
          location: 'us-central1',
          customer_managed_encryption: { kms_key_name: 'projects/p/locations/us-central1/keyRings/r/cryptoKeys/k' },
        },
      },
    }),
  ).toEqual({ checked: 3, defects: {}, unknown: [] });
});
it('is not about other resources', () => {
  expect(judged(secretCmek, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(secretCmek, {
      google_secret_manager_secret: {
        variable: {
          replication: {
            user_managed: {
              replicas: [{ location: 'us-central1', customer_managed_encryption: { kms_key_name: '${var.key}' } }],
            },
          },
        },
      },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_secret_manager_secret.variable'] });
});
