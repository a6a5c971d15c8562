import type { TerraformStack } from 'cdktf';
import { PrivateNetwork } from '../index';

/** A network of one's own; `network.placement` is what a job of the same stack is given. */
export function privateNetworkExample(stack: TerraformStack): PrivateNetwork {
  return new PrivateNetwork(stack, 'vpc', {
    resourceName: (role) => `sunrise-dev-${role}`,
    projectId: 'sunrise-rcm-dev',
    region: 'us-central1',
    clusterIdentity: { email: 'rcm-spark@sunrise-rcm-dev.iam.gserviceaccount.com' },
  });
}
