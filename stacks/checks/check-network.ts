import ipaddr from 'ipaddr.js';
import type { ProblemCode, SpecProblem } from '../../model/problems';
import type { RcmEnvironmentProps } from '../props/environment-props';
import {
  CLOUD_SQL_BRIDGE,
  LONGEST_PREFIXES,
  type NetworkAddresses,
  networkAddresses,
} from '../props/network-addresses';

type NetworkProps = Pick<RcmEnvironmentProps, 'addresses' | 'network' | 'publicApis'>;
type Role = keyof NetworkAddresses;

/** A range as numbers, for comparisons. */
interface Range {
  readonly text: string;
  readonly what: string;
  readonly first: number;
  readonly last: number;
}

const ROLES: readonly Role[] = ['workloads', 'services', 'airflow'];
/** Networks that Google Cloud routes privately and that nobody owns on the Internet. */
const PRIVATE_KINDS = ['private', 'carrierGradeNat'];
const BITS = 32;
/** A whole name: with a wildcard, data could leave to anyone who rents a name below it. */
const HOST = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

/** Problems of an environment's own address ranges, all of them. */
export function networkProblems(props: NetworkProps): SpecProblem[] {
  const addresses = networkAddresses(props);
  const roles = ownRoles(props);
  const taken = ROLES.filter((role) => !roles.includes(role) && props.addresses?.[role] !== undefined);
  const sound = roles.flatMap((role) => soundRange(addresses[role], role));
  return [
    ...taken.map((role) =>
      problem('ADDRESSES_OF_OTHERS', role, `an existing network has ${role} of its owner's choice: leave them out`),
    ),
    ...roles.flatMap((role) => rangeProblems(role, addresses[role])),
    ...overlaps(sound),
    ...publicApiProblems(props),
  ];
}

/**
 * Problems of the address of a database that exists: inside a range of ours it would never be reached.
 * @param host an address; a name is not checked here, because it is resolved where it is used.
 */
export function hostProblems(props: NetworkProps, host: string): SpecProblem[] {
  if (!ipaddr.IPv4.isValidFourPartDecimal(host)) return [];
  const address = numberOf(ipaddr.IPv4.parse(host));
  const addresses = networkAddresses(props);
  return ownRoles(props)
    .flatMap((role) => soundRange(addresses[role], role))
    .filter(({ first, last }) => first <= address && address <= last)
    .map(({ what, text }) => ({
      code: 'CIDR_OVERLAP' as const,
      path: 'emr.host',
      message: `${host} is inside ${what} (${text}), so traffic to it stays in the network and never arrives`,
    }));
}

function publicApiProblems({ network, publicApis = [] }: NetworkProps): SpecProblem[] {
  if (network && publicApis.length > 0) {
    const message = "the ways out of an existing network are its owner's: leave them out";
    return [{ code: 'ADDRESSES_OF_OTHERS', path: 'publicApis', message }];
  }
  return publicApis.flatMap(({ host, why }, index) => [
    ...(HOST.test(host)
      ? []
      : [
          { code: 'HOST_INVALID' as const, path: `publicApis[${index}].host`, message: `"${host}" is not a host name` },
        ]),
    ...(why.trim() === ''
      ? [
          {
            code: 'REASON_MISSING' as const,
            path: `publicApis[${index}].why`,
            message: 'each host outside Google needs a reason',
          },
        ]
      : []),
  ]);
}

/** With an existing network only Airflow's inner range is ours to choose. */
function ownRoles({ network }: NetworkProps): readonly Role[] {
  return network ? ['airflow'] : ROLES;
}

function rangeProblems(role: Role, text: string): SpecProblem[] {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(text))
    return [problem('CIDR_INVALID', role, `"${text}" is not a range of IPv4 addresses`)];
  const [address, prefix] = ipaddr.IPv4.parseCIDR(text);
  const found: SpecProblem[] = [];
  const first = ipaddr.IPv4.networkAddressFromCIDR(text);
  if (address.toString() !== first.toString())
    found.push(
      problem('CIDR_OFF_BOUNDARY', role, `"${text}" begins inside a range; write ${first.toString()}/${prefix}`),
    );
  const last = ipaddr.IPv4.broadcastAddressFromCIDR(text);
  if (!PRIVATE_KINDS.includes(first.range()) || first.range() !== last.range())
    found.push(problem('CIDR_NOT_PRIVATE', role, `"${text}" has addresses of others on the Internet`));
  const longest = LONGEST_PREFIXES[role];
  if (prefix > longest)
    found.push(
      problem('CIDR_TOO_SMALL', role, `"${text}" has ${2 ** (BITS - prefix)} addresses; a /${longest} is needed`),
    );
  if (role === 'airflow' && prefix < longest)
    found.push(problem('CIDR_INVALID', role, `"${text}" is not a /${longest}, which Composer asks for`));
  return found;
}

function overlaps(ranges: readonly (Range & { readonly role: Role })[]): SpecProblem[] {
  const bridge = { ...numbers(CLOUD_SQL_BRIDGE), what: "the bridge inside Cloud SQL's machines" };
  const found: SpecProblem[] = [];
  for (const [index, range] of ranges.entries()) {
    for (const other of [...ranges.slice(0, index), ...(range.role === 'airflow' ? [] : [bridge])]) {
      if (range.first <= other.last && other.first <= range.last)
        found.push(problem('CIDR_OVERLAP', range.role, `${range.text} overlaps ${other.what} (${other.text})`));
    }
  }
  return found;
}

function soundRange(text: string, role: Role): (Range & { readonly role: Role })[] {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(text)) return [];
  return [{ ...numbers(text), role, what: `addresses.${role}` }];
}

function numbers(text: string): { text: string; first: number; last: number } {
  return {
    text,
    first: numberOf(ipaddr.IPv4.networkAddressFromCIDR(text)),
    last: numberOf(ipaddr.IPv4.broadcastAddressFromCIDR(text)),
  };
}

function numberOf(address: ipaddr.IPv4): number {
  return address.octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

function problem(code: ProblemCode, role: Role, message: string): SpecProblem {
  return { code, path: `addresses.${role}`, message };
}
