import { SynthesizedStack } from '../../synthesized-stack';
import { inventoryPage } from './inventory-page';

it('shows every value that a change of it matters for, on the line of its resource', () => {
  const stack = new SynthesizedStack(
    'x-lake',
    JSON.stringify({
      terraform: { backend: { local: { path: 'p' } } },
      resource: {
        google_storage_bucket: {
          claims: {
            name: 'claims',
            labels: { owner: 'o' },
            encryption: { default_kms_key_name: '${google_kms_crypto_key.key.name}' },
            lifecycle_rule: [{ condition: { age: 1 } }, { condition: { age: 2 } }],
            retention_policy: { is_locked: false },
            lifecycle: { prevent_destroy: true },
            depends_on: ['google_project_service.storage'],
          },
        },
      },
    }),
  );
  const shown = inventoryPage('x', [stack]).split('\n');
  expect(shown.slice(shown.indexOf('- claims:'), -1)).toEqual([
    '- claims:',
    '  - name=claims',
    '  - encryption.default_kms_key_name=<google_kms_crypto_key.key>',
    '  - lifecycle_rule.0.condition.age=1',
    '  - lifecycle_rule.1.condition.age=2',
    '  - retention_policy.is_locked=false',
    '  - prevent_destroy=true',
  ]);
});
