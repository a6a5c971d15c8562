import { attribute, isUnknown } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import { referencesIn } from '../../estate/references';
import { qualifiedAddress, type Resource } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';

const REMEMBERED = new WeakMap<
  Estate,
  { addresses: ReadonlySet<string>; names: ReadonlySet<string>; computed: boolean }
>();

/** Addresses of Cloud NAT: by reference, and by the last part of a written name. */
function usedByNat(estate: Estate) {
  const remembered = REMEMBERED.get(estate);
  if (remembered) return remembered;
  const addresses = new Set<string>();
  const names = new Set<string>();
  let computed = false;
  for (const nat of ofTypes(estate, 'google_compute_router_nat')) {
    for (const argument of ['nat_ips', 'initial_nat_ips', 'drain_nat_ips']) {
      const value = attribute(nat.attributes, argument);
      for (const each of (Array.isArray(value) ? value : [value ?? '']).map(String)) {
        const references = referencesIn(each);
        for (const address of references) addresses.add(qualifiedAddress({ stack: nat.stack, address }));
        if (isUnknown(each) && references.length === 0) computed = true;
        names.add(each.slice(each.lastIndexOf('/') + 1));
      }
    }
  }
  const found = { addresses, names, computed };
  REMEMBERED.set(estate, found);
  return found;
}

function isUsedByNat(address: Resource, used: ReturnType<typeof usedByNat>): boolean {
  const plain = address.address.replace(/\[[^\]]*\]$/, '');
  return (
    used.addresses.has(qualifiedAddress({ stack: address.stack, address: plain })) ||
    used.names.has(String(address.attributes['name']))
  );
}

export const publicAddressForNatOnly: ResourceRule = {
  id: 'network-public-address-for-nat-only',
  title: 'Public addresses are used for Cloud NAT only',
  severity: 'medium',
  controls: ['164.312(a)(1)', '164.312(e)(1)'],
  why: 'Any other resource with a public address can be reached from the internet.',
  fix: 'Set address_type to INTERNAL, or use the address only in nat_ips.',
  resourceTypes: ['google_compute_address', 'google_compute_global_address'],
  check(address, estate) {
    const type = attribute(address.attributes, 'address_type') ?? 'EXTERNAL';
    if (isUnknown(type)) return 'unknown';
    if (type === 'INTERNAL') return [];
    const used = usedByNat(estate);
    if (isUsedByNat(address, used)) return [];
    return used.computed || !estate.complete
      ? 'unknown'
      : [{ attribute: 'address_type', message: 'the address is public and not used by Cloud NAT' }];
  },
};
