import { PLACEMENT } from '../../test/placed-resources';
import { synthesizeConstruct } from '../../test/synthesized-stack';
import { EgressRules } from './egress-rules';
import { type EgressRulesProps, FIREWALL_PRIORITIES } from './egress-rules-props';
import { RESTRICTED_GOOGLE_RANGE } from './restricted-google-dns-props';

const SPARK = 'spark@p.iam.gserviceaccount.com';
const synthesize = (optional: Partial<EgressRulesProps> = {}) =>
  synthesizeConstruct(
    (stack) =>
      new EgressRules(stack, 'rules', {
        resourceName: (role) => `sunrise-dev-${role}`,
        placement: PLACEMENT,
        workloadRange: '10.0.0.0/20',
        serviceRange: '10.1.0.0/16',
        publicApis: ['npiregistry.cms.hhs.gov'],
        clusterIdentity: { email: SPARK },
        ...optional,
      }),
  );
const firewall = (role: string) => synthesize().named('google_compute_firewall', `sunrise-dev-${role}`);

it.each(['ingress', 'egress'])('denies all %s behind every allowance', (direction) => {
  expect(firewall(`deny-${direction}`)).toMatchObject({
    direction: direction.toUpperCase(),
    priority: FIREWALL_PRIORITIES.deny,
    deny: [{ protocol: 'all' }],
  });
  expect(FIREWALL_PRIORITIES.allow).toBeLessThan(FIREWALL_PRIORITIES.deny);
});

it.each([
  ['google-services', RESTRICTED_GOOGLE_RANGE, ['443']],
  ['databases', '10.1.0.0/16', ['3306', '3307']],
])('lets workloads out to %s at %s, ports %j, over TCP only', (to, range, ports) => {
  expect(firewall(`allow-egress-to-${to}`)).toMatchObject({
    direction: 'EGRESS',
    destination_ranges: [range],
    allow: [{ protocol: 'tcp', ports }],
  });
});

it("lets the cluster's machines talk to each other, identified by their account rather than an address", () => {
  expect(firewall('allow-ingress-in-cluster')).toMatchObject({
    source_service_accounts: [SPARK],
    target_service_accounts: [SPARK],
  });
  expect(firewall('allow-egress-in-cluster')).toMatchObject({
    destination_ranges: ['10.0.0.0/20'],
    target_service_accounts: [SPARK],
  });
});

it('logs every rule and has them in the network that it was given', () => {
  const rules = synthesize().resources('google_compute_firewall');
  expect(rules).toHaveLength(6);
  for (const { attributes } of rules)
    expect(attributes).toMatchObject({
      network: PLACEMENT.network,
      log_config: { metadata: 'INCLUDE_ALL_METADATA' },
    });
});

it('opens public APIs by host name, in one order whatever the caller’s, and has no policy where there are none', () => {
  expect(synthesize().only('google_compute_network_firewall_policy_rule')).toMatchObject({
    match: { dest_fqdns: ['npiregistry.cms.hhs.gov'] },
    enable_logging: true,
  });
  expect(synthesize().only('google_compute_network_firewall_policy_association')).toMatchObject({
    attachment_target: PLACEMENT.network,
  });
  const hosts = ['b.sunrise.example', 'c.sunrise.example', 'a.sunrise.example'];
  expect(synthesize({ publicApis: hosts }).only('google_compute_network_firewall_policy_rule')).toMatchObject({
    match: { dest_fqdns: ['a.sunrise.example', 'b.sunrise.example', 'c.sunrise.example'] },
  });
  const without = synthesize({ publicApis: [] }).resources();
  expect(without.map(({ type }) => type).filter((type) => type.includes('policy'))).toEqual([]);
});
