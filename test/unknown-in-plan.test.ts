import { SynthesizedStack } from './synthesized-stack';
import { unknownInPlan } from './unknown-in-plan';

const stack = new SynthesizedStack(
  'test',
  JSON.stringify({
    resource: {
      google_storage_bucket: {
        claims: {
          name: 'claims',
          location: 'us-central1',
          lifecycle_rule: [{ action: { type: 'Delete' }, condition: { age: 1 } }],
          encryption: { default_kms_key_name: '${google_kms_crypto_key.key.id}' },
        },
      },
    },
  }),
);
const plan = (after_unknown: unknown) => ({
  resource_changes: [{ address: 'google_storage_bucket.claims', change: { actions: ['create'], after_unknown } }],
});

it('finds what is set and unknown, in blocks too, and leaves out what Google adds', () => {
  const unknown = {
    name: true,
    self_link: true,
    lifecycle_rule: [{ condition: [{ age: true, with_state: true }] }],
    encryption: [{ default_kms_key_name: true }],
  };
  expect(unknownInPlan(plan(unknown), stack, ['google_kms_crypto_key.id'])).toEqual([
    'google_storage_bucket.claims name',
    'google_storage_bucket.claims lifecycle_rule.condition.age',
  ]);
});

it('accepts a reference to what Google makes up, and only to that', () => {
  const unknown = plan({ encryption: [{ default_kms_key_name: true }] });
  expect(unknownInPlan(unknown, stack, ['google_kms_crypto_key.id'])).toEqual([]);
  expect(unknownInPlan(unknown, stack, ['google_kms_crypto_key.name'])).toEqual([
    'google_storage_bucket.claims encryption.default_kms_key_name',
  ]);
});

it('takes a block that is unknown as a whole for unknown in every part', () => {
  expect(unknownInPlan(plan({ lifecycle_rule: true }), stack, [])).toEqual([
    'google_storage_bucket.claims lifecycle_rule.action.type',
    'google_storage_bucket.claims lifecycle_rule.condition.age',
  ]);
});
