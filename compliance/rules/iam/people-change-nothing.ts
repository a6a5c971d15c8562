import type { Effect } from '../../access/effects';
import { GRANTING_TYPES } from '../../grants/grants-of';
import { judgePeople } from '../../rule-parts/people-access';
import type { ResourceRule } from '../../verdicts/rule';

const CHANGES: readonly Effect[] = ['write', 'administer', 'grant'];

export const peopleChangeNothing: ResourceRule = {
  id: 'iam-people-change-nothing',
  title: 'People change data and settings on request only',
  severity: 'medium',
  controls: ['164.312(c)(1)', '164.308(a)(3)(ii)(A)', '164.308(a)(4)(ii)(B)'],
  why: 'What a person changes by hand is in no review and in no run, and the next run may undo it.',
  fix: 'Grant a role that reads, or let the group ask for the role in an entitlement of Privileged Access Manager.',
  resourceTypes: GRANTING_TYPES,
  check: (resource, estate) =>
    judgePeople(resource, estate, CHANGES, (grant) => `${grant.principal} may change things with ${grant.role}`),
};
