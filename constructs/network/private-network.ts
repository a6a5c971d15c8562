import { ComputeAddress } from '@cdktf/provider-google/lib/compute-address';
import { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address';
import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';
import { ComputeRouter } from '@cdktf/provider-google/lib/compute-router';
import { ComputeRouterNat } from '@cdktf/provider-google/lib/compute-router-nat';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork';
import { DnsPolicy } from '@cdktf/provider-google/lib/dns-policy';
import { ServiceNetworkingConnection } from '@cdktf/provider-google/lib/service-networking-connection';
import { Construct } from 'constructs';
import { networkName, subnetworkName } from '../../model/checked-name';
import { dataClassLabel } from '../inputs/data-class';
import type { NetworkPlacement } from '../inputs/network-placement';
import { EgressRules } from './egress-rules';
import { PRIVATE_NETWORK_DEFAULTS, type PrivateNetworkProps } from './private-network-props';
import { RestrictedGoogleDns } from './restricted-google-dns';

/**
 * A VPC without public addresses. Traffic leaves only to destinations that a rule names: Google's APIs over the restricted
 * addresses, managed services over private service access, and the named public APIs over one fixed NAT address.
 * @example
 * ```ts
 * new PrivateNetwork(stack, 'vpc', {
 *   resourceName: (role) => `sunrise-dev-${role}`,
 *   projectId: 'sunrise-rcm-dev',
 *   region: 'us-central1',
 *   clusterIdentity: { email: 'rcm-spark@sunrise-rcm-dev.iam.gserviceaccount.com' },
 * });
 * ```
 */
export class PrivateNetwork extends Construct {
  readonly network: ComputeNetwork;
  readonly subnetwork: ComputeSubnetwork;
  /** Address from which public APIs are called; undefined without public APIs, because then nothing leaves. */
  readonly natAddress: ComputeAddress | undefined;
  /** The peering that gives databases private addresses. Resources that need one depend on it. */
  readonly serviceAccess: ServiceNetworkingConnection;
  readonly googleDns: RestrictedGoogleDns;
  readonly rules: EgressRules;
  /** For workloads of the same stack. */
  readonly placement: NetworkPlacement;

  constructor(scope: Construct, id: string, props: PrivateNetworkProps) {
    super(scope, id);
    const { resourceName, projectId, region } = props;
    const workloadRange = props.workloadRange ?? PRIVATE_NETWORK_DEFAULTS.workloadRange;
    const serviceRange = props.serviceRange ?? PRIVATE_NETWORK_DEFAULTS.serviceRange;
    const publicApis = props.publicApis ?? PRIVATE_NETWORK_DEFAULTS.publicApis;
    this.network = new ComputeNetwork(this, 'network', {
      name: resourceName('network'),
      autoCreateSubnetworks: false,
      routingMode: 'REGIONAL',
      // The rules by host name are a network policy and must be read before the deny-all of the classic firewall.
      networkFirewallPolicyEnforcementOrder: 'BEFORE_CLASSIC_FIREWALL',
    });
    const network = networkName(projectId, this.network.name);
    this.subnetwork = new ComputeSubnetwork(this, 'workloads', {
      name: resourceName('workloads'),
      network,
      region,
      ipCidrRange: workloadRange,
      privateIpGoogleAccess: true,
      logConfig: { aggregationInterval: 'INTERVAL_5_SEC', flowSampling: 1, metadata: 'INCLUDE_ALL_METADATA' },
    });
    const regional = `projects/${projectId}/regions/${region}`;
    this.placement = { network, subnetwork: subnetworkName(projectId, region, this.subnetwork.name) };
    this.serviceAccess = this.peering(resourceName, serviceRange);
    // Only calls to those hosts leave the network; without them there is no address translation.
    this.natAddress = publicApis.length > 0 ? this.nat(resourceName, region, regional) : undefined;
    new DnsPolicy(this, 'dns-logging', {
      name: resourceName('dns'),
      enableLogging: true,
      enableInboundForwarding: false,
      networks: [{ networkUrl: network }],
    });
    this.googleDns = new RestrictedGoogleDns(this, 'google', { resourceName, placement: this.placement });
    this.rules = new EgressRules(this, 'rules', {
      resourceName,
      placement: this.placement,
      workloadRange,
      serviceRange,
      publicApis,
      clusterIdentity: props.clusterIdentity,
    });
  }

  /** The peering over which Cloud SQL gets its private address. */
  private peering(resourceName: (role: string) => string, range: string): ServiceNetworkingConnection {
    const slash = range.indexOf('/');
    const addresses = new ComputeGlobalAddress(this, 'service-range', {
      name: resourceName('services'),
      purpose: 'VPC_PEERING',
      addressType: 'INTERNAL',
      address: range.slice(0, slash),
      prefixLength: Number(range.slice(slash + 1)),
      network: this.placement.network,
      labels: dataClassLabel('none'),
    });
    return new ServiceNetworkingConnection(this, 'service-access', {
      network: this.placement.network,
      service: 'servicenetworking.googleapis.com',
      reservedPeeringRanges: [addresses.name],
      // Google keeps the peering busy for days after the last Cloud SQL instance is gone; deleting it fails until then.
      deletionPolicy: 'ABANDON',
      // A destroy only forgets the peering, and Google refuses to create it again: adopt the one that exists.
      updateOnCreationFail: true,
    });
  }

  /** One fixed address that the owner of a public API can allow. */
  private nat(resourceName: (role: string) => string, region: string, regional: string): ComputeAddress {
    const address = new ComputeAddress(this, 'nat-address', {
      name: resourceName('nat'),
      region,
      addressType: 'EXTERNAL',
      labels: dataClassLabel('none'),
    });
    const router = new ComputeRouter(this, 'router', {
      name: resourceName('router'),
      region,
      network: this.placement.network,
    });
    new ComputeRouterNat(this, 'nat', {
      name: resourceName('nat'),
      router: router.name,
      region,
      natIpAllocateOption: 'MANUAL_ONLY',
      natIps: [`${regional}/addresses/${address.name}`],
      sourceSubnetworkIpRangesToNat: 'LIST_OF_SUBNETWORKS',
      subnetwork: [{ name: this.placement.subnetwork, sourceIpRangesToNat: ['ALL_IP_RANGES'] }],
      logConfig: { enable: true, filter: 'ALL' },
    });
    return address;
  }
}
