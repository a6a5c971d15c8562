import { effectsOf } from '../../access/effects-of';
import { isUnknownPrincipal } from '../../grants/grant';
import { GRANTING_TYPES, judgeGrants } from '../../grants/grants-of';
import type { ResourceRule } from '../../rule';
import { mayBeOfPeople } from './principals';

export const peopleSeeMasked: ResourceRule = {
  id: 'iam-people-see-masked',
  title: 'People see what identifies patients on request only',
  severity: 'high',
  controls: ['164.502(b)', '164.514(d)', '164.312(a)(1)'],
  why: 'A group that reads names every day holds more than its work needs, and nobody is asked for the reason.',
  fix: 'Grant on a view or a tag that identifies nobody, roles/bigquerydatapolicy.maskedReader, or access on request.',
  resourceTypes: GRANTING_TYPES,
  check(resource, estate) {
    return judgeGrants(resource, estate, (grant) => {
      if (!mayBeOfPeople(grant.principal) || grant.how === 'on_request') return [];
      const effects = effectsOf(estate, { ...grant, stack: resource.stack, address: resource.address });
      if (effects === 'cannot_tell') return 'cannot_tell';
      if (!effects.includes('read_identified')) return [];
      if (isUnknownPrincipal(grant.principal)) return 'cannot_tell';
      return [{ attribute: 'role', message: `${grant.principal} reads identified data with ${grant.role}` }];
    });
  },
};
