import { isUnknown, type Json } from '../arguments/attribute';
import type { Verdict } from '../verdicts/verdict';

const KEY_NAME =
  /^projects\/[^/]+\/locations\/([^/]+)\/keyRings\/[^/]+\/cryptoKeys\/[^/]+(\/cryptoKeyVersions\/[^/]+)?$/;
const KEY_EXPRESSION = /^\$\{google_kms_crypto_key(?:_version)?\.[^}]+\}$/;
/** Expressions inside a written name hold no slash that matters to its shape. */
const EMBEDDED_EXPRESSION = /\$\{[^}]*\}/g;

/**
 * Judges the name of a Cloud KMS key: a reference to one, or a whole name whose location is the resource's.
 * Any other expression may turn out to be null, so it is unknown.
 * @param location of the resource, when the service demands the same for its key; undefined to leave it unjudged.
 */
export function customerManagedKey(key: Json | undefined, attribute: string, location?: Json): Verdict {
  if (key === undefined || key === '') {
    return [{ attribute, message: `${attribute} is not set; Google's own key is used` }];
  }
  if (typeof key !== 'string') return [{ attribute, message: `${attribute} is not the name of a key` }];
  if (KEY_EXPRESSION.test(key)) return [];
  const keyLocation = KEY_NAME.exec(key.replaceAll(EMBEDDED_EXPRESSION, '*'))?.[1];
  if (keyLocation === undefined) {
    return isUnknown(key) ? 'unknown' : [{ attribute, message: `${attribute} is not the name of a Cloud KMS key` }];
  }
  if (keyLocation === '*' || typeof location !== 'string' || isUnknown(location)) return [];
  if (keyLocation.toLowerCase() === location.toLowerCase()) return [];
  return [{ attribute, message: `${attribute} is a key in ${keyLocation}; the resource is in ${location}` }];
}
