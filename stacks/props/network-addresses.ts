import { z } from 'zod';
import { PRIVATE_NETWORK_DEFAULTS } from '../../constructs/network/private-network-props';
import { type PropsOf, typed } from './props-of';

const ADDRESSES = {
  /** Cloud Run, Airflow's attachment and Spark's machines. @default NETWORK_ADDRESS_DEFAULTS.workloads */
  workloads: z.string().optional(),
  /** What Google's managed services (Cloud SQL) get in a peered network. @default NETWORK_ADDRESS_DEFAULTS.services */
  services: z.string().optional(),
  /** Inside Airflow's own environment; a /20. Nobody is routed to it, and it must not be anybody's. @default NETWORK_ADDRESS_DEFAULTS.airflow */
  airflow: z.string().optional(),
};
/** IPv4 ranges in CIDR form, private ones: RFC 1918 or RFC 6598. Where they overlap a network that is connected later, nothing routes. */
export interface NetworkAddresses extends PropsOf<typeof ADDRESSES> {}
export const addressesShape: z.ZodType<NetworkAddresses> = typed(z.strictObject(ADDRESSES));

/** Read by the environment, its checks and the docs. */
export const NETWORK_ADDRESS_DEFAULTS = {
  workloads: PRIVATE_NETWORK_DEFAULTS.workloadRange,
  services: PRIVATE_NETWORK_DEFAULTS.serviceRange,
  /** Composer's own default. */
  airflow: '100.64.128.0/20',
} as const;

/**
 * The longest prefix that is large enough.
 * - workloads: Cloud Run refuses less than a /26 and takes addresses in blocks of 16, twice as many as tasks run; ten Spark machines and
 *   Airflow's attachment come to it. https://cloud.google.com/run/docs/configuring/vpc-direct-vpc
 * - services: Cloud SQL takes a /24 for itself. https://cloud.google.com/sql/docs/mysql/private-ip
 * - airflow: Composer 3 takes a /20, no more and no less.
 */
export const LONGEST_PREFIXES = { workloads: 24, services: 24, airflow: 20 } as const;

/** Where nothing of ours can be: Cloud SQL answers nobody there, because its own machines have a bridge with these addresses. */
export const CLOUD_SQL_BRIDGE = '172.17.0.0/16';

/** The ranges that an environment uses; those of an existing network are known to its owner only. */
export function networkAddresses(props: { readonly addresses?: NetworkAddresses }): Required<NetworkAddresses> {
  return { ...NETWORK_ADDRESS_DEFAULTS, ...props.addresses };
}
