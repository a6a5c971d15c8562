import type { Effect } from '../access/effects';
import { effectsOf, isElsewhere } from '../access/effects-of';
import type { Estate } from '../estate/estate';
import type { Resource } from '../estate/resource';
import { type IamGrant, isUnknownPrincipal } from '../grants/grant';
import { judgeGrants } from '../grants/grants-of';
import type { Verdict } from '../verdicts/verdict';
import { mayBeOfPeople } from './principals';

/** Judges what people may do every day: a grant to them with one of these effects is a defect, unless it is on request. */
export function judgePeople(
  resource: Resource,
  estate: Estate,
  unwanted: readonly Effect[],
  message: (grant: IamGrant) => string,
): Verdict {
  return judgeGrants(resource, estate, (grant) => {
    if (!mayBeOfPeople(grant.principal) || grant.how === 'on_request') return [];
    const placed = { ...grant, stack: resource.stack, address: resource.address };
    const effects = effectsOf(estate, placed);
    if (effects === 'unknown') return 'unknown';
    if (!unwanted.some((each) => effects.includes(each))) return [];
    if (isUnknownPrincipal(grant.principal) || isElsewhere(estate, placed)) return 'unknown';
    return [{ attribute: 'role', message: message(grant) }];
  });
}
