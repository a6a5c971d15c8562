import type { TerraformStack } from 'cdktf';
import { OrganizationPolicies } from '../index';

/** What nobody may do in the project, whatever their grants; its keys are its own. */
export function organizationPoliciesExample(stack: TerraformStack): OrganizationPolicies {
  return new OrganizationPolicies(stack, 'policies', {
    projectNumber: '100000000001',
    region: 'us-central1',
    keyProjects: ['sunrise-rcm-dev'],
  });
}
