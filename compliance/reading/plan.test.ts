import { type JsonObject, KNOWN_AFTER_APPLY } from '../arguments/attribute';
import { estateOf } from '../estate/estate';
import { referenced } from '../estate/references';
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

/** A plan of the root module alone, with one resource. */
function planned(values: JsonObject, change: JsonObject = {}, more: JsonObject = {}): JsonObject {
  const resource = { address: 'google_sql_user.u', mode: 'managed', type: 'google_sql_user', values, ...more };
  return {
    format_version: '1.2',
    planned_values: { root_module: { resources: [resource] } },
    resource_changes: [{ address: 'google_sql_user.u', change: { actions: ['create'], ...change } }],
  };
}
const attributesOf = (plan: JsonObject) => readPlan('s', plan).resources[0]?.attributes;

it('hides what the plan marks as sensitive, and separates plain text from what comes from elsewhere', () => {
  const configured = (expressions: JsonObject) => ({
    ...planned({ password: 'hunter2', host: '%' }, {}, { sensitive_values: { password: true } }),
    configuration: { root_module: { resources: [{ address: 'google_sql_user.u', expressions }] } },
  });
  expect(attributesOf(configured({ password: { constant_value: 'hunter2' } }))).toEqual({
    password: '(sensitive)',
    host: '%',
  });
  expect(attributesOf(configured({ password: { references: ['var.password'] } }))).toMatchObject({
    password: '${var.password}',
  });
  expect(JSON.stringify(readPlan('s', configured({})))).not.toContain('hunter2');
});

it('does not say where a value comes from when several things decide it', () => {
  const plan = (references: string[]) => ({
    ...planned({}, { after_unknown: { name: true } }),
    configuration: {
      root_module: { resources: [{ address: 'google_sql_user.u', expressions: { name: { references } } }] },
    },
  });
  expect(attributesOf(plan(['google_x.y.name', 'google_x.y']))).toEqual({ name: '${google_x.y.name}' });
  expect(attributesOf(plan(['var.on', 'google_x.y.name', 'google_x.y']))).toEqual({ name: KNOWN_AFTER_APPLY });
});

it('finds what a reference inside a module and an instance means', () => {
  const resource = (address: string, type: string) => ({ address, mode: 'managed', type, values: {} });
  const of = (key: string) => [
    resource(`module.lake["x]y"].google_storage_bucket.b["${key}"]`, 'google_storage_bucket'),
    resource(`module.lake["x]y"].google_kms_crypto_key.k["${key}"]`, 'google_kms_crypto_key'),
  ];
  const content = readPlan('s', {
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: [resource('google_kms_crypto_key.k', 'google_kms_crypto_key')],
        child_modules: [{ resources: [...of('a'), ...of('b')] }],
      },
    },
  });
  const estate = estateOf([content], { complete: false });
  const bucket = estate.byAddress.get('s/module.lake["x]y"].google_storage_bucket.b["b"]');
  expect(bucket && referenced(estate, bucket, '${google_kms_crypto_key.k.id}')?.address).toBe(
    'module.lake["x]y"].google_kms_crypto_key.k["b"]',
  );
});

it('takes project and labels of the provider that the resource uses, variables too', () => {
  const plan = {
    ...planned({}),
    variables: { project: { value: 'west' } },
    configuration: {
      provider_config: {
        google: { expressions: { project: { constant_value: 'east' } } },
        'google.west': {
          expressions: {
            project: { references: ['var.project'] },
            default_labels: { constant_value: { stage: 'dev' } },
          },
        },
      },
      root_module: { resources: [{ address: 'google_sql_user.u', provider_config_key: 'google.west' }] },
    },
  };
  expect(readPlan('s', plan).resources).toMatchObject([{ project: 'west', defaultLabels: { stage: 'dev' } }]);
});

it('lists what is deleted and what is replaced, and judges neither as it was', () => {
  const change = (address: string, actions: string[], mode = 'managed') => ({
    address,
    type: 't',
    mode,
    change: { actions },
  });
  const content = readPlan('s', {
    format_version: '1.2',
    prior_state: { values: { root_module: { resources: [{ address: 't.gone', type: 't', values: {} }] } } },
    planned_values: {},
    resource_changes: [
      change('t.gone', ['delete']),
      change('t.again', ['create', 'delete']),
      change('t.kept', ['update']),
      change('data.t.read', ['delete'], 'data'),
    ],
  });
  expect(content.resources).toEqual([]);
  expect(content.destroyed).toEqual([
    { stack: 's', address: 't.gone', type: 't', replaced: false },
    { stack: 's', address: 't.again', type: 't', replaced: true },
  ]);
});

it('reads a state like a plan', () => {
  const resource = { address: 'google_sql_user.u', mode: 'managed', type: 'google_sql_user', values: { name: 'u' } };
  const state = { format_version: '1.0', values: { root_module: { resources: [resource] } } };
  expect(readPlan('s', state).resources).toMatchObject([{ address: 'google_sql_user.u', attributes: { name: 'u' } }]);
});

it.each([
  ['PLAN_FORMAT_UNKNOWN', { format_version: '2.0', planned_values: {} }],
  ['PLAN_FORMAT_UNKNOWN', { format_version: null, planned_values: {} }],
  ['PLAN_ERRORED', { format_version: '1.2', errored: true, planned_values: {} }],
  ['ESTATE_UNREADABLE', { format_version: '1.2', planned_values: 'everything' }],
])('refuses with %s: %j', (code, plan) => {
  expect(() => readPlan('s', plan)).toThrow(expect.objectContaining({ code }));
});

it('distinguishes a plan from a configuration', () => {
  expect([isPlan(PLAN), isPlan({ resource: {} })]).toEqual([true, false]);
});
