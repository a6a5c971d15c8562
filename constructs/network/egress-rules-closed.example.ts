import type { TerraformStack } from 'cdktf';
import { EgressRules } from '../index';

/** No host outside Google may be reached. */
export function egressRulesClosedExample(stack: TerraformStack): EgressRules {
  return new EgressRules(stack, 'rules', {
    resourceName: (role) => `sunrise-dev-${role}`,
    placement: {
      network: 'projects/sunrise-network/global/networks/hospitals',
      subnetwork: 'projects/sunrise-network/regions/us-central1/subnetworks/workloads',
    },
    workloadRange: '10.20.0.0/20',
    serviceRange: '10.21.0.0/16',
    publicApis: [],
    clusterIdentity: { email: 'rcm-spark@sunrise-rcm-dev.iam.gserviceaccount.com' },
  });
}
