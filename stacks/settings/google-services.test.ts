import { COVERED_SERVICES } from '../../model/covered-services';
import { enabledServices, GOOGLE_SERVICES, restrictedServices } from './google-services';

it('enables what is used and what was asked for, each once', () => {
  expect(enabledServices({})).toEqual([...GOOGLE_SERVICES].sort());
  const more = enabledServices({
    budget: {},
    perimeter: {},
    organizationPolicies: true,
    additionalServices: ['run', 'dlp'],
  });
  expect(more.filter((service) => !(GOOGLE_SERVICES as readonly string[]).includes(service))).toEqual([
    'accesscontextmanager',
    'billingbudgets',
    'dlp',
    'orgpolicy',
  ]);
  expect(new Set(more).size).toBe(more.length);
});

it('never enables what is not on the list', () => {
  expect(enabledServices({ additionalServices: ['youtube'] })).not.toContain('youtube');
});

it('restricts every API that holds data, and none that a perimeter refuses', () => {
  const restricted = restrictedServices(enabledServices({ budget: {} }));
  expect(restricted).toEqual(
    expect.arrayContaining(
      ['bigquery', 'cloudkms', 'composer', 'dataproc', 'logging', 'run', 'secretmanager', 'sqladmin', 'storage'].map(
        (service) => `${service}.googleapis.com`,
      ),
    ),
  );
  for (const service of ['billingbudgets', 'iamcredentials', 'serviceusage'] as const) {
    expect(COVERED_SERVICES[service].perimeter).toBe(false);
    expect(restricted).not.toContain(`${service}.googleapis.com`);
  }
});
