import { itJudges } from '../../../test/rule-cases';
import { dnsPolicyClosed } from './dns-policy-closed';

const NETWORKS = { networks: [{ network_url: 'n' }] };

itJudges(dnsPolicyClosed, {
  reports: {
    'google_dns_policy.nowhere': [{ enable_logging: true }, 'networks'],
    'google_dns_policy.open': [{ ...NETWORKS, enable_inbound_forwarding: true }, 'enable_inbound_forwarding'],
  },
  accepts: {
    'google_dns_policy.closed': { ...NETWORKS, enable_inbound_forwarding: false, description: 'new' },
    'google_dns_policy.default': { networks: { network_url: 'n' } },
  },
  ignores: { 'google_dns_managed_zone.z': {} },
  unknown: { 'google_dns_policy.variable': { ...NETWORKS, enable_inbound_forwarding: '${var.open}' } },
});
