import { isPlan, readPlan } from './plan';

/** As `terraform show -json` writes it: one bucket of the root, one key in a module with an instance key, one deletion. */
const PLAN = {
  format_version: '1.2',
  planned_values: {
    root_module: {
      resources: [
        {
          address: 'google_storage_bucket.b',
          mode: 'managed',
          type: 'google_storage_bucket',
          values: { name: 'b', encryption: [{}], versioning: [{ enabled: true }] },
        },
        { address: 'data.google_project.p', mode: 'data', type: 'google_project', values: {} },
      ],
      child_modules: [
        {
          address: 'module.keys',
          resources: [
            {
              address: 'module.keys.google_kms_crypto_key.k["a"]',
              mode: 'managed',
              type: 'google_kms_crypto_key',
              values: { name: 'a' },
            },
          ],
        },
      ],
    },
  },
  resource_changes: [
    {
      address: 'google_storage_bucket.b',
      change: {
        actions: ['create'],
        after_unknown: { id: true, encryption: [{ default_kms_key_name: true }], versioning: [{}] },
      },
    },
    {
      address: 'module.keys.google_kms_crypto_key.k["a"]',
      change: { actions: ['create'], after_unknown: { key_ring: true } },
    },
    { address: 'google_storage_bucket.gone', change: { actions: ['delete'], after_unknown: {} } },
  ],
  configuration: {
    provider_config: { google: { expressions: { project: { constant_value: 'p' } } } },
    root_module: {
      resources: [
        {
          address: 'google_storage_bucket.b',
          expressions: {
            encryption: [
              { default_kms_key_name: { references: ['google_kms_crypto_key.k.id', 'google_kms_crypto_key.k'] } },
            ],
          },
        },
      ],
      module_calls: {
        keys: {
          module: {
            resources: [
              {
                address: 'google_kms_crypto_key.k',
                expressions: { key_ring: { references: ['google_kms_key_ring.r.id'] } },
              },
            ],
          },
        },
      },
    },
  },
};

it('reads what will be, with an expression wherever the value comes after the apply', () => {
  expect(readPlan('lake', PLAN).resources).toEqual([
    {
      address: 'google_storage_bucket.b',
      type: 'google_storage_bucket',
      stack: 'lake',
      attributes: {
        id: '${known_after_apply}',
        name: 'b',
        encryption: [{ default_kms_key_name: '${google_kms_crypto_key.k.id}' }],
        versioning: [{ enabled: true }],
      },
      references: ['google_kms_crypto_key.k'],
      project: 'p',
      defaultLabels: {},
      comment: {},
      why: null,
      preventDestroy: undefined,
    },
    expect.objectContaining({
      address: 'module.keys.google_kms_crypto_key.k["a"]',
      attributes: { name: 'a', key_ring: '${google_kms_key_ring.r.id}' },
    }),
  ]);
});

it('tells a plan from a configuration', () => {
  expect([isPlan(PLAN), isPlan({ resource: {} })]).toEqual([true, false]);
});
