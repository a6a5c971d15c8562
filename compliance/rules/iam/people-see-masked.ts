import { GRANTING_TYPES } from '../../grants/grants-of';
import { judgePeople } from '../../rule-parts/people-access';
import type { ResourceRule } from '../../verdicts/rule';

export const peopleSeeMasked: ResourceRule = {
  id: 'iam-people-see-masked',
  title: 'People see what identifies patients on request only',
  severity: 'high',
  controls: ['164.502(b)', '164.514(d)', '164.312(a)(1)'],
  why: 'A group that reads names every day holds more than its work needs, and nobody is asked for the reason.',
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
