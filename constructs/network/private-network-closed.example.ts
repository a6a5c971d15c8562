import type { TerraformStack } from 'cdktf';
import { PrivateNetwork } from '../index';

/** No way out of Google: without public APIs there is no address translation. */
export function privateNetworkClosedExample(stack: TerraformStack): PrivateNetwork {
  return new PrivateNetwork(stack, 'vpc', {
    resourceName: (role) => `sunrise-dev-${role}`,
    projectId: 'sunrise-rcm-dev',
    region: 'us-central1',
    clusterIdentity: { email: 'rcm-spark@sunrise-rcm-dev.iam.gserviceaccount.com' },
    publicApis: [],
  });
}
