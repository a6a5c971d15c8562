import { Token } from 'cdktf';
import { ConstructError } from './construct-error';

/** A customer-managed key (CMEK). `KeyRing` hands them out; another stack's key is built from its computed name. */
export interface EncryptionKey {
  /** Full resource name, `projects/…/locations/…/keyRings/…/cryptoKeys/…`. */
  readonly name: string;
  /** Region or multi-region: Cloud KMS refuses to encrypt what lies elsewhere. */
  readonly location: string;
}

const FULL_NAME = /^projects\/[^/]+\/locations\/(?<location>[^/]+)\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/;

/**
 * The key's full name, as arguments of resources take it.
 * @param location where the resource is that the key shall encrypt; upper and lower case are the same place.
 * @throws ConstructError `KEY_NAME_INVALID`, `KEY_LOCATION_DIFFERS`
 */
export function keyNameFor(key: EncryptionKey, location: string): string {
  // What is known only at the apply cannot be compared; Cloud KMS does it then.
  const named = Token.isUnresolved(key.name) ? { location: key.location } : FULL_NAME.exec(key.name)?.groups;
  if (!named) throw new ConstructError('KEY_NAME_INVALID', `got "${key.name}"`);
  const places = [key.location, named['location'], location].filter((place) => !Token.isUnresolved(place));
  if (new Set(places.map((place) => place?.toLowerCase())).size > 1)
    throw new ConstructError('KEY_LOCATION_DIFFERS', `${key.name} is in ${key.location}, the resource in ${location}`);
  return key.name;
}
