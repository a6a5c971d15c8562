import { DnsManagedZone } from '@cdktf/provider-google/lib/dns-managed-zone';
import { DnsRecordSet } from '@cdktf/provider-google/lib/dns-record-set';
import { Construct } from 'constructs';
import { dataClassLabel } from './data-class';
import type { NetworkPlacement } from './network-placement';
import { RESTRICTED_GOOGLE_ADDRESSES } from './private-network-props';

/** Google's domains that the workloads use: APIs, container images, Airflow's own packages. */
const DOMAINS = { apis: 'googleapis.com.', images: 'pkg.dev.', airflow: 'composer.cloud.google.com.' } as const;
const TTL_SECONDS = 300;

export interface RestrictedGoogleDnsProps {
  readonly resourceName: (role: string) => string;
  readonly placement: NetworkPlacement;
}

/** Private zones that resolve Google's domains to the restricted addresses, inside one network only. */
export class RestrictedGoogleDns extends Construct {
  constructor(scope: Construct, id: string, props: RestrictedGoogleDnsProps) {
    super(scope, id);
    for (const [role, domain] of Object.entries(DOMAINS)) {
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
    }
  }
}
