import { GRANTING_TYPES } from '../../grants/grants-of';
import { judgePeople } from '../../rule-parts/people-access';
import type { ResourceRule } from '../../verdicts/rule';

export const peopleSeeMasked: ResourceRule = {
  id: 'iam-people-see-masked',
  title: 'People can read identified data on request only',
  severity: 'high',
  controls: ['164.502(b)', '164.514(d)', '164.312(a)(1)'],
  why: 'Daily access to identities exceeds what the work needs, and no reason is recorded.',
  fix: 'Grant on a view or a tag that identifies nobody, roles/bigquerydatapolicy.maskedReader, or access on request.',
  resourceTypes: GRANTING_TYPES,
  check: (resource, estate) =>
    judgePeople(
      resource,
      estate,
      ['read_identified'],
      (grant) => `${grant.principal} reads identified data with ${grant.role}`,
    ),
};
