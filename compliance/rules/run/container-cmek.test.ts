import { judged } from '../../../test/judged';
import { containerCmek } from './container-cmek';

it('reports a missing key, a word that is not a key, and a key of another place', () => {
  expect(
    judged(containerCmek, {
      google_cloud_run_v2_job: {
        none: { location: 'us-central1' },
        word: { location: 'us-central1', template: { template: { encryption_key: 'default' } } },
        elsewhere: {
          location: 'us-central1',
          template: { template: { encryption_key: 'projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k' } },
        },
      },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_cloud_run_v2_job.none': ['template.template.encryption_key'],
      'google_cloud_run_v2_job.word': ['template.template.encryption_key'],
      'google_cloud_run_v2_job.elsewhere': ['template.template.encryption_key'],
    },
    unknown: [],
  });
});
it('accepts a reference to a key, and the whole name of one in the same place, having looked at them', () => {
  expect(
    judged(containerCmek, {
      google_cloud_run_v2_job: {
        reference: {
          location: 'us-central1',
          template: { template: { encryption_key: '${google_kms_crypto_key.k.id}' } },
        },
        name: {
          location: 'us-central1',
          template: { template: { encryption_key: 'projects/p/locations/us-central1/keyRings/r/cryptoKeys/k' } },
        },
        computedProject: {
          location: 'us-central1',
          template: { template: { encryption_key: 'projects/${var.p}/locations/US-CENTRAL1/keyRings/r/cryptoKeys/k' } },
        },
      },
    }),
  ).toEqual({ checked: 3, defects: {}, unknown: [] });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(containerCmek, {
      google_cloud_run_v2_job: {
        variable: { location: 'us-central1', template: { template: { encryption_key: '${var.key}' } } },
      },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_cloud_run_v2_job.variable'] });
});
it('looks at services where they have it', () => {
  expect(
    judged(containerCmek, {
      google_cloud_run_v2_service: {
        silent: {},
        keyed: { template: { encryption_key: '${google_kms_crypto_key.k.id}' } },
      },
    }),
  ).toEqual({
    checked: 2,
    defects: { 'google_cloud_run_v2_service.silent': ['template.encryption_key'] },
    unknown: [],
  });
});
it('is not about other resources', () => {
  expect(judged(containerCmek, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
