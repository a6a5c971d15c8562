import type { TerraformStack } from 'cdktf';
import { RestrictedGoogleDns } from '../index';

/** For a second network of the project: its zones have names of their own. */
export function restrictedGoogleDnsSecondNetworkExample(stack: TerraformStack): RestrictedGoogleDns {
  return new RestrictedGoogleDns(stack, 'google-dns', {
    resourceName: (role) => `sunrise-dev-reports-${role}`,
    placement: { network: 'projects/sunrise-rcm-dev/global/networks/sunrise-dev-reports' },
  });
}
