import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall';
import { ComputeNetworkFirewallPolicy } from '@cdktf/provider-google/lib/compute-network-firewall-policy';
import { ComputeNetworkFirewallPolicyAssociation } from '@cdktf/provider-google/lib/compute-network-firewall-policy-association';
import { ComputeNetworkFirewallPolicyRule } from '@cdktf/provider-google/lib/compute-network-firewall-policy-rule';
import { Construct } from 'constructs';
import { type EgressRulesProps, FIREWALL_PRIORITIES } from './egress-rules-props';
import { RESTRICTED_GOOGLE_RANGE } from './restricted-google-dns-props';

const LOGGED = { metadata: 'INCLUDE_ALL_METADATA' } as const;
const MYSQL_PORTS = ['3306', '3307'];

/**
 * Nothing in, nothing out, but for what is named here. Every rule is logged.
 * @example
 * ```ts
 * new EgressRules(stack, 'rules', {
 *   resourceName: (role) => `sunrise-dev-${role}`,
 *   placement: {
 *     network: 'projects/sunrise-network/global/networks/hospitals',
 *     subnetwork: 'projects/sunrise-network/regions/us-central1/subnetworks/workloads',
 *   },
 *   workloadRange: '10.20.0.0/20',
 *   serviceRange: '10.21.0.0/16',
 *   publicApis: ['npiregistry.cms.hhs.gov'],
 *   clusterIdentity: { email: 'rcm-spark@sunrise-rcm-dev.iam.gserviceaccount.com' },
 * });
 * ```
 */
export class EgressRules extends Construct {
  /** Denials first. */
  readonly rules: readonly ComputeFirewall[];
  /** The rules by host name; undefined where there is no public API. */
  readonly publicApis: ComputeNetworkFirewallPolicy | undefined;

  constructor(scope: Construct, id: string, props: EgressRulesProps) {
    super(scope, id);
    const { resourceName, placement } = props;
    const { network } = placement;
    const rule = (role: string, config: Omit<ConstructorParameters<typeof ComputeFirewall>[2], 'name' | 'network'>) =>
      new ComputeFirewall(this, role, { name: resourceName(role), network, logConfig: LOGGED, ...config });

    this.rules = [
      rule('deny-ingress', {
        direction: 'INGRESS',
        priority: FIREWALL_PRIORITIES.deny,
        sourceRanges: ['0.0.0.0/0'],
        deny: [{ protocol: 'all' }],
      }),
      rule('deny-egress', {
        direction: 'EGRESS',
        priority: FIREWALL_PRIORITIES.deny,
        destinationRanges: ['0.0.0.0/0'],
        deny: [{ protocol: 'all' }],
      }),
      rule('allow-egress-to-google-services', {
        direction: 'EGRESS',
        priority: FIREWALL_PRIORITIES.allow,
        destinationRanges: [RESTRICTED_GOOGLE_RANGE],
        allow: [{ protocol: 'tcp', ports: ['443'] }],
      }),
      rule('allow-egress-to-databases', {
        direction: 'EGRESS',
        priority: FIREWALL_PRIORITIES.allow,
        destinationRanges: [props.serviceRange],
        allow: [{ protocol: 'tcp', ports: MYSQL_PORTS }],
      }),
      // Spark's executors talk to each other and to nobody else's machines.
      rule('allow-ingress-in-cluster', {
        direction: 'INGRESS',
        priority: FIREWALL_PRIORITIES.allow,
        sourceServiceAccounts: [props.clusterIdentity.email],
        targetServiceAccounts: [props.clusterIdentity.email],
        allow: [{ protocol: 'all' }],
      }),
      rule('allow-egress-in-cluster', {
        direction: 'EGRESS',
        priority: FIREWALL_PRIORITIES.allow,
        destinationRanges: [props.workloadRange],
        targetServiceAccounts: [props.clusterIdentity.email],
        allow: [{ protocol: 'all' }],
      }),
    ];
    this.publicApis = props.publicApis.length > 0 ? this.byHostName(props) : undefined;
  }

  /** The public APIs have no fixed addresses: they are allowed by host name, which only a network policy can. */
  private byHostName({ resourceName, placement, publicApis }: EgressRulesProps): ComputeNetworkFirewallPolicy {
    const policy = new ComputeNetworkFirewallPolicy(this, 'public-apis', {
      name: resourceName('public-apis'),
      description: 'Public APIs that the pipeline reads, by host name',
    });
    new ComputeNetworkFirewallPolicyRule(this, 'allow-public-apis', {
      firewallPolicy: policy.name,
      ruleName: 'allow-public-apis',
      description: 'TLS to the named hosts only',
      direction: 'EGRESS',
      action: 'allow',
      priority: FIREWALL_PRIORITIES.allow,
      enableLogging: true,
      // In the order of the alphabet: to the provider this is a list, and Compute Engine promises no order.
      match: { destFqdns: [...publicApis].sort(), layer4Configs: [{ ipProtocol: 'tcp', ports: ['443'] }] },
    });
    new ComputeNetworkFirewallPolicyAssociation(this, 'public-apis-network', {
      name: resourceName('public-apis'),
      firewallPolicy: policy.name,
      attachmentTarget: placement.network,
    });
    return policy;
  }
}
