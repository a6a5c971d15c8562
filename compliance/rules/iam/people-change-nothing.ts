import type { Effect } from '../../access/effects';
import { GRANTING_TYPES } from '../../grants/grants-of';
import { judgePeople } from '../../rule-parts/people-access';
import type { ResourceRule } from '../../verdicts/rule';

const CHANGES: readonly Effect[] = ['write', 'administer', 'grant'];

export const peopleChangeNothing: ResourceRule = {
  id: 'iam-people-change-nothing',
  title: 'People can change data and settings on request only',
  severity: 'medium',
  controls: ['164.312(c)(1)', '164.308(a)(3)(ii)(A)', '164.308(a)(4)(ii)(B)'],
  why: 'A change by hand is neither reviewed nor repeatable, and the next run may undo it.',
  fix: 'Grant a role that reads, or let the group request the role through an entitlement of Privileged Access Manager.',
  resourceTypes: GRANTING_TYPES,
  check: (resource, estate) =>
    judgePeople(resource, estate, CHANGES, (grant) => `${grant.principal} may change things with ${grant.role}`),
};
