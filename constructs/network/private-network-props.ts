import type { ServiceIdentity } from '../inputs/service-identity';

/** Read by the construct, its test and the docs. */
export const PRIVATE_NETWORK_DEFAULTS = {
  /** Addresses of the workloads: 4,096. */
  workloadRange: '10.64.0.0/20',
  /** Addresses that Google's managed services (Cloud SQL) get in a peered network: 65,536. */
  serviceRange: '10.65.0.0/16',
  /** Hosts that have no private path: the provider register and the code lists. */
  publicApis: ['npiregistry.cms.hhs.gov', 'clinicaltables.nlm.nih.gov'],
} as const;

export interface PrivateNetworkProps {
  /** Name of a resource of this role, e.g. `sunrise-dev-network`. */
  readonly resourceName: (role: string) => string;
  /** Project of the network. Full names are written with it, so that a plan knows them before anything exists. */
  readonly projectId: string;
  readonly region: string;
  /** Account of the machines that talk to each other: Spark's. */
  readonly clusterIdentity: ServiceIdentity;
  /**
   * CIDR range of the workloads' subnet. Our stacks always set it: the environment's addresses.workloads.
   * @default PRIVATE_NETWORK_DEFAULTS.workloadRange
   */
  readonly workloadRange?: string;
  /**
   * CIDR range for Google's managed services. Our stacks always set it: the environment's addresses.services.
   * @default PRIVATE_NETWORK_DEFAULTS.serviceRange
   */
  readonly serviceRange?: string;
  /** Host names outside Google that may be reached, over TLS. @default PRIVATE_NETWORK_DEFAULTS.publicApis */
  readonly publicApis?: readonly string[];
}
