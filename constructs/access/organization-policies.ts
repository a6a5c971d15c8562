import { OrgPolicyPolicy } from '@cdktf/provider-google/lib/org-policy-policy';
import { Construct } from 'constructs';
import { ENFORCED_CONSTRAINTS, type OrganizationPoliciesProps } from './organization-policies-props';

type Rule =
  | { readonly enforce: 'TRUE' }
  | { readonly denyAll: 'TRUE' }
  | { readonly values: { allowedValues: string[] } };

/**
 * Organization policies on one project: nobody in the project can create what the platform never creates. Setting them needs a
 * role that is granted on the organization only (`roles/orgpolicy.policyAdmin`). They apply to resources created from then on.
 * @example
 * ```ts
 * new OrganizationPolicies(stack, 'policies', {
 *   projectNumber: '100000000001',
 *   region: 'us-central1',
 *   keyProjects: ['sunrise-rcm-dev'],
 * });
 * ```
 */
export class OrganizationPolicies extends Construct {
  /** By constraint, e.g. `storage.publicAccessPrevention`. */
  readonly policies: ReadonlyMap<string, OrgPolicyPolicy>;

  constructor(scope: Construct, id: string, props: OrganizationPoliciesProps) {
    super(scope, id);
    const parent = `projects/${props.projectNumber}`;
    const rules: [string, Rule][] = [
      ...ENFORCED_CONSTRAINTS.map((constraint): [string, Rule] => [constraint, { enforce: 'TRUE' }]),
      ['compute.vmExternalIpAccess', { denyAll: 'TRUE' }],
      ['gcp.resourceLocations', only(`in:${props.region}-locations`)],
      ['gcp.restrictCmekCryptoKeyProjects', only(...props.keyProjects.map((project) => `projects/${project}`))],
      ['run.allowedIngress', only('internal')],
      ['run.allowedVPCEgress', only('all-traffic')],
    ];
    const policies = new Map<string, OrgPolicyPolicy>();
    let previous: OrgPolicyPolicy | undefined;
    for (const [constraint, rule] of rules) {
      previous = new OrgPolicyPolicy(this, constraint.replace('.', '-'), {
        name: `${parent}/policies/${constraint}`,
        parent,
        spec: { rules: [rule] },
        // One after the other: of those that are set on a project at once the service refuses some (409).
        ...(previous ? { dependsOn: [previous] } : {}),
      });
      policies.set(constraint, previous);
    }
    this.policies = policies;
  }
}

function only(...allowedValues: string[]): Rule {
  return { values: { allowedValues } };
}
