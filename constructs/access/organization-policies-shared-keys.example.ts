import type { TerraformStack } from 'cdktf';
import { OrganizationPolicies } from '../index';

/** Resources of the project may also be encrypted with keys that a security team keeps in a project of its own. */
export function organizationPoliciesSharedKeysExample(stack: TerraformStack): OrganizationPolicies {
  return new OrganizationPolicies(stack, 'policies', {
    projectNumber: '100000000001',
    region: 'us-central1',
    keyProjects: ['sunrise-rcm-dev', 'sunrise-security-keys'],
  });
}
