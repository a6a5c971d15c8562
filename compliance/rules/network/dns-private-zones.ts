import { attribute, blocks, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

export const dnsPrivateZones: ResourceRule = {
  id: 'network-dns-private-zones',
  title: 'DNS zones are private to named networks',
  severity: 'medium',
  controls: ['164.312(e)(1)', '164.312(a)(1)'],
  why: 'A public zone reveals the systems and their addresses to everyone.',
  fix: 'Set visibility to private, and name the networks in private_visibility_config.',
  resourceTypes: ['google_dns_managed_zone'],
  check({ attributes }) {
    const visibility = attribute(attributes, 'visibility');
    if (isUnknown(visibility)) return 'unknown';
    if (visibility !== 'private') return [{ attribute: 'visibility', message: 'the zone is public' }];
    const config = attribute(attributes, 'private_visibility_config');
    const networks = [blocks(config, 'networks'), blocks(config, 'gke_clusters')];
    if (networks.some((each) => each !== 'unknown' && each.length > 0)) return [];
    if (networks.includes('unknown')) return 'unknown';
    return [{ attribute: 'private_visibility_config', message: 'no network uses the zone, so public DNS answers' }];
  },
};
