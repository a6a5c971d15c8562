import { synthesizeConstruct } from '../../test/synthesized-stack';
import { OrganizationPolicies } from './organization-policies';
import { ENFORCED_CONSTRAINTS } from './organization-policies-props';

const stack = synthesizeConstruct(
  (scope) =>
    new OrganizationPolicies(scope, 'policies', {
      projectNumber: '100000000001',
      region: 'us-central1',
      keyProjects: ['sunrise-keys'],
    }),
);
const rules = new Map(
  stack.resources('google_org_policy_policy').map(({ attributes }) => {
    const { rules: list } = attributes['spec'] as { rules: unknown[] };
    expect(list).toHaveLength(1);
    return [String(attributes['name']), list[0]];
  }),
);
const rule = (constraint: string) => rules.get(`projects/100000000001/policies/${constraint}`);

it('enforces what forbids keys of service accounts, public data, public databases and exempted audit', () => {
  for (const constraint of ENFORCED_CONSTRAINTS) expect(rule(constraint)).toEqual({ enforce: 'TRUE' });
  expect(ENFORCED_CONSTRAINTS).toEqual(
    expect.arrayContaining([
      'iam.disableServiceAccountKeyCreation',
      'storage.publicAccessPrevention',
      'storage.uniformBucketLevelAccess',
      'sql.restrictPublicIp',
      'iam.disableAuditLoggingExemption',
    ]),
  );
});

it('keeps data in the region, machines without outside addresses, and keys in their project', () => {
  expect(rule('gcp.resourceLocations')).toEqual({ values: { allowed_values: ['in:us-central1-locations'] } });
  expect(rule('compute.vmExternalIpAccess')).toEqual({ deny_all: 'TRUE' });
  expect(rule('gcp.restrictCmekCryptoKeyProjects')).toEqual({ values: { allowed_values: ['projects/sunrise-keys'] } });
  expect(rule('run.allowedIngress')).toEqual({ values: { allowed_values: ['internal'] } });
});

it('names policy and parent by the project’s number, as Google answers', () => {
  for (const { attributes } of stack.resources('google_org_policy_policy')) {
    expect(attributes['parent']).toBe('projects/100000000001');
    expect(String(attributes['name'])).toMatch(/^projects\/100000000001\/policies\/[a-z]+\.\w+$/);
  }
  expect(rules.size).toBe(ENFORCED_CONSTRAINTS.length + 5);
});

it('sets one after the other, and takes them away so', () => {
  const policies = stack.resources('google_org_policy_policy');
  const before = policies.flatMap(({ attributes }) => (attributes['depends_on'] as string[] | undefined) ?? []);
  // Each but the last comes before exactly one other: a chain.
  expect(policies.filter(({ attributes }) => attributes['depends_on'] === undefined)).toHaveLength(1);
  expect(new Set(before).size).toBe(policies.length - 1);
});
