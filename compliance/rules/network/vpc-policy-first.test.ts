import { itJudges, placed } from '../../../test/rule-cases';
import { vpcPolicyFirst } from './vpc-policy-first';

const ORDER = 'network_firewall_policy_enforcement_order';
const association = (network: string) => ({ attachment_target: `\${google_compute_network.${network}.id}` });

itJudges(vpcPolicyFirst, {
  beside: placed({
    'google_compute_network_firewall_policy_association.a': association('silent'),
    'google_compute_network_firewall_policy_association.b': association('after'),
    'google_compute_network_firewall_policy_association.c': association('before'),
    'google_compute_network_firewall_policy_association.d': association('variable'),
    'google_compute_network_firewall_policy_association.e': { attachment_target: 'projects/p/global/networks/named' },
  }),
  reports: {
    'google_compute_network.silent': [{ name: 'silent' }, ORDER],
    'google_compute_network.after': [{ [ORDER]: 'AFTER_CLASSIC_FIREWALL' }, ORDER],
    'google_compute_network.by_name': [{ name: 'named' }, ORDER],
  },
  accepts: { 'google_compute_network.before': { [ORDER]: 'BEFORE_CLASSIC_FIREWALL', description: 'new' } },
  ignores: { 'google_compute_network.without_policy': { name: 'without' } },
  unknown: { 'google_compute_network.variable': { [ORDER]: '${var.order}' } },
});
