import type { TerraformStack } from 'cdktf';
import { PrivateNetwork } from '../index';

/** With address ranges that a connected network leaves free, and one public API. */
export function privateNetworkRangesExample(stack: TerraformStack): PrivateNetwork {
  return new PrivateNetwork(stack, 'vpc', {
    resourceName: (role) => `sunrise-dev-${role}`,
    projectId: 'sunrise-rcm-dev',
    region: 'us-central1',
    clusterIdentity: { email: 'rcm-spark@sunrise-rcm-dev.iam.gserviceaccount.com' },
    workloadRange: '10.20.0.0/20',
    serviceRange: '10.21.0.0/16',
    publicApis: ['npiregistry.cms.hhs.gov'],
  });
}
