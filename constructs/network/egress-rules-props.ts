import type { NetworkPlacement } from '../inputs/network-placement';
import type { ServiceIdentity } from '../inputs/service-identity';

/** Smaller wins. The denials stand behind every allowance, those of a hospital's own stack too. */
export const FIREWALL_PRIORITIES = { allow: 1000, deny: 65_000 } as const;

export interface EgressRulesProps {
  /** Name of a rule of this role, e.g. `sunrise-dev-deny-egress`. */
  readonly resourceName: (role: string) => string;
  readonly placement: NetworkPlacement;
  /** CIDR range of the workloads. */
  readonly workloadRange: string;
  /** CIDR range of private service access: where the databases are. */
  readonly serviceRange: string;
  /** Host names outside Google that may be reached, over TLS; none: no rule for them. */
  readonly publicApis: readonly string[];
  /** Account of the machines that talk to each other. */
  readonly clusterIdentity: ServiceIdentity;
}
