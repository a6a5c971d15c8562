import type { TerraformStack } from 'cdktf';
import { RestrictedGoogleDns } from '../index';

/** For a network that somebody else has made and that has no such zones yet. */
export function restrictedGoogleDnsExample(stack: TerraformStack): RestrictedGoogleDns {
  return new RestrictedGoogleDns(stack, 'google-dns', {
    resourceName: (role) => `sunrise-dev-${role}`,
    placement: { network: 'projects/sunrise-network/global/networks/hospitals' },
  });
}
