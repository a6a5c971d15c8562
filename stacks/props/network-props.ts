import { z } from 'zod';
import { checkedText } from '../../model/checked-text';
import { type PropsOf, typed } from './props-of';

/** A name that becomes part of resource names and commands: RFC 1035. */
const resourceName = checkedText('NAME_BAD_CHARACTER', /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, 'not a name of a resource');
const projectId = checkedText(
  'PROJECT_INVALID',
  /^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
  'not the id of a project',
);

const EXISTING_NETWORK = {
  /** Project of the (shared) VPC. */
  projectId,
  /** Name of the VPC. */
  network: resourceName,
  /** Name of its subnet in the environment's region. */
  subnetwork: resourceName,
};
/** A VPC with another owner, who sets its firewall, DNS, NAT and service access. */
export interface ExistingNetwork extends PropsOf<typeof EXISTING_NETWORK> {}
export const existingNetworkShape: z.ZodType<ExistingNetwork> = typed(z.strictObject(EXISTING_NETWORK));

const ADDRESS_RANGE = {
  /** CIDR, e.g. `203.0.113.0/24`. */
  range: z.string(),
  /** Whose it is. */
  description: z.string(),
};
/** Addresses that may connect, and whose they are. */
export interface AddressRange extends PropsOf<typeof ADDRESS_RANGE> {}
export const addressRangeShape: z.ZodType<AddressRange> = typed(z.strictObject(ADDRESS_RANGE));

const PUBLIC_API = {
  /** Host name, e.g. `npiregistry.cms.hhs.gov`. */
  host: z.string(),
  /** What is asked there, and that nothing about a patient is disclosed: one sentence for the compliance officer. */
  why: z.string(),
};
/** A host outside Google that the workloads may call over TLS. */
export interface PublicApi extends PropsOf<typeof PUBLIC_API> {}
export const publicApiShape: z.ZodType<PublicApi> = typed(z.strictObject(PUBLIC_API));
