import { synthesizeConstruct } from '../../test/synthesized-stack';
import { PrivateNetwork } from './private-network';
import { PRIVATE_NETWORK_DEFAULTS, type PrivateNetworkProps } from './private-network-props';
import { RESTRICTED_GOOGLE_RANGE } from './restricted-google-dns-props';

const synthesize = (optional: Partial<PrivateNetworkProps> = {}) =>
  synthesizeConstruct(
    (stack) =>
      new PrivateNetwork(stack, 'vpc', {
        resourceName: (role) => `sunrise-dev-${role}`,
        projectId: 'sunrise-rcm-dev',
        region: 'us-central1',
        clusterIdentity: { email: 'spark@p.iam.gserviceaccount.com' },
        ...optional,
      }),
  );

it('logs every flow and reaches Google privately', () => {
  expect(synthesize().only('google_compute_subnetwork')).toMatchObject({
    private_ip_google_access: true,
    ip_cidr_range: PRIVATE_NETWORK_DEFAULTS.workloadRange,
    log_config: { flow_sampling: 1, metadata: 'INCLUDE_ALL_METADATA' },
  });
});

it('lets nothing in from an address range, and out only to named ranges', () => {
  const rules = synthesize()
    .resources('google_compute_firewall')
    .map((rule) => rule.attributes);
  const allowed = rules.filter((rule) => rule['allow'] !== undefined);
  expect(
    allowed.filter((rule) => rule['direction'] === 'INGRESS').every((rule) => rule['source_ranges'] === undefined),
  ).toBe(true);
  const { workloadRange, serviceRange } = PRIVATE_NETWORK_DEFAULTS;
  expect(allowed.flatMap((rule) => rule['destination_ranges'] ?? []).sort()).toEqual(
    [workloadRange, RESTRICTED_GOOGLE_RANGE, serviceRange].sort(),
  );
  const denied = rules.filter((rule) => rule['deny'] !== undefined);
  expect(denied.map((rule) => `${rule['direction']} ${rule['priority']}`).sort()).toEqual([
    'EGRESS 65000',
    'INGRESS 65000',
  ]);
});

it('opens the public APIs by host name, ahead of the denials', () => {
  const network = synthesize();
  expect(network.only('google_compute_network_firewall_policy_rule')).toMatchObject({
    action: 'allow',
    match: {
      dest_fqdns: [...PRIVATE_NETWORK_DEFAULTS.publicApis].sort(),
      layer4_configs: [{ ip_protocol: 'tcp', ports: ['443'] }],
    },
  });
  expect(network.only('google_compute_network')).toMatchObject({
    network_firewall_policy_enforcement_order: 'BEFORE_CLASSIC_FIREWALL',
  });
});

it('has no rule for public APIs when there are none, and no way out of the network', () => {
  const types = synthesize({ publicApis: [] })
    .resources()
    .map(({ type }) => type);
  expect(types.filter((type) => /firewall_policy|router|compute_address/.test(type))).toEqual([]);
  expect(types).toContain('google_compute_firewall');
});

it('forgets the service peering on destroy, because deleting it fails, and finds it again', () => {
  expect(synthesize().only('google_service_networking_connection')).toMatchObject({
    deletion_policy: 'ABANDON',
    update_on_creation_fail: true,
  });
});

it('leaves through one fixed address', () => {
  expect(synthesize().only('google_compute_router_nat')).toMatchObject({
    nat_ip_allocate_option: 'MANUAL_ONLY',
    source_subnetwork_ip_ranges_to_nat: 'LIST_OF_SUBNETWORKS',
  });
});
