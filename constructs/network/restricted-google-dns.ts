import { DnsManagedZone } from '@cdktf/provider-google/lib/dns-managed-zone';
import { DnsRecordSet } from '@cdktf/provider-google/lib/dns-record-set';
import { Construct } from 'constructs';
import { dataClassLabel } from '../inputs/data-class';
import {
  RESTRICTED_GOOGLE_ADDRESSES,
  RESTRICTED_GOOGLE_DOMAINS,
  type RestrictedGoogleDnsProps,
} from './restricted-google-dns-props';

const TTL_SECONDS = 300;

/**
 * Private zones that resolve Google's domains to the restricted addresses, inside one network only.
 * @example
 * ```ts
 * new RestrictedGoogleDns(stack, 'google-dns', {
 *   resourceName: (role) => `sunrise-dev-${role}`,
 *   placement: { network: 'projects/sunrise-network/global/networks/hospitals' },
 * });
 * ```
 */
export class RestrictedGoogleDns extends Construct {
  /** One per domain. */
  readonly zones: readonly DnsManagedZone[];

  constructor(scope: Construct, id: string, props: RestrictedGoogleDnsProps) {
    super(scope, id);
    this.zones = Object.entries(RESTRICTED_GOOGLE_DOMAINS).map(([role, domain]) => {
      const zone = new DnsManagedZone(this, role, {
        name: props.resourceName(`google-${role}`),
        dnsName: domain,
        visibility: 'private',
        description: `${domain} at the restricted Google addresses`,
        privateVisibilityConfig: { networks: [{ networkUrl: props.placement.network }] },
        labels: dataClassLabel('none'),
      });
      const addresses = new DnsRecordSet(this, `${role}-addresses`, {
        managedZone: zone.name,
        name: domain,
        type: 'A',
        ttl: TTL_SECONDS,
        rrdatas: [...RESTRICTED_GOOGLE_ADDRESSES],
      });
      new DnsRecordSet(this, `${role}-names`, {
        managedZone: zone.name,
        name: `*.${domain}`,
        type: 'CNAME',
        ttl: TTL_SECONDS,
        rrdatas: [addresses.name],
      });
      return zone;
    });
  }
}
