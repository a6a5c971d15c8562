import { IPv6, isValid, parse } from 'ipaddr.js';

/**
 * Ends of names that only a private network resolves. No public authority signs one: CA/Browser Forum baseline requirements 7.1.4.2.1;
 * RFC 6761, RFC 6762, RFC 8375.
 */
const PRIVATE_NAME =
  /(^|\.)(internal|intranet|local|localdomain|localhost|lan|private|corp|home|home\.arpa|test|invalid)$/;

/** Kind of the range that holds the address; an IPv4 address inside of an IPv6 one counts as itself. */
function rangeOf(text: string): string {
  const address = parse(text);
  const isMapped = address instanceof IPv6 && address.isIPv4MappedAddress();
  return (isMapped ? address.toIPv4Address() : address).range();
}

/** Whether the host is this machine: `localhost` or an address of the loopback interface. */
export function isLoopbackHost(host: string): boolean {
  if (isValid(host)) return rangeOf(host) === 'loopback';
  return host.toLowerCase() === 'localhost';
}

/**
 * Whether only a private network knows the host: an address that is not routed on the internet (RFC 1918, RFC 4193 and the like), a name
 * without a dot, or a name with an ending such as `.internal` or `.local`. No public authority signs a certificate for it.
 */
export function isPrivateHost(host: string): boolean {
  if (isValid(host)) return rangeOf(host) !== 'unicast';
  const name = host.toLowerCase().replace(/\.$/, '');
  return !name.includes('.') || PRIVATE_NAME.test(name);
}
