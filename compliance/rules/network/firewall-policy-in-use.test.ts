import { judged } from '../../../test/judged';
import { itJudges, placed } from '../../../test/rule-cases';
import { firewallPolicyInUse } from './firewall-policy-in-use';

itJudges(firewallPolicyInUse, {
  beside: placed({
    'google_compute_network_firewall_policy_association.a': {
      firewall_policy: '${google_compute_network_firewall_policy.used.name}',
    },
    'google_compute_network_firewall_policy_association.b': { firewall_policy: 'named' },
  }),
  reports: { 'google_compute_network_firewall_policy.idle': [{ name: 'idle' }, 'name'] },
  accepts: {
    'google_compute_network_firewall_policy.used': { name: 'x', description: 'new' },
    'google_compute_network_firewall_policy.by_name': { name: 'named' },
  },
  ignores: { 'google_compute_network.n': {} },
});

it('answers unknown from a part of an environment, or when the association is computed', () => {
  const policy = { google_compute_network_firewall_policy: { p: { name: 'p' } } };
  const computed = { google_compute_network_firewall_policy_association: { a: { firewall_policy: '${var.policy}' } } };
  expect(judged(firewallPolicyInUse, policy, { complete: false }).unknown).toHaveLength(1);
  expect(judged(firewallPolicyInUse, { ...policy, ...computed }).unknown).toHaveLength(1);
});
