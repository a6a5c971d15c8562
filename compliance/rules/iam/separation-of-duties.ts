import { dutyConflicts, undecidedDuties } from '../../access/duties';
import { qualifiedAddress } from '../../estate/resource';
import { GRANTING_TYPES } from '../../grants/grants-of';
import type { EstateRule } from '../../verdicts/rule';

export const separationOfDuties: EstateRule = {
  id: 'iam-separation-of-duties',
  title: 'Changing, approving and auditing are separate duties; unapproved builds change nothing',
  severity: 'high',
  controls: ['164.308(a)(3)(ii)(A)', '164.308(a)(4)(ii)(B)', '164.312(c)(1)'],
  why: 'Nobody controls a principal that can approve its own changes, or change what it audits.',
  fix: 'Give one of the two roles to another group or account.',
  resourceTypes: GRANTING_TYPES,
  checkEstate(estate) {
    const conflicts = dutyConflicts(estate);
    const defects = conflicts.map(({ row, principal, message }) => ({
      subject: row.address,
      stack: row.stack,
      verdict: [{ attribute: 'role', message: `${principal} ${message} (${row.role})` }],
    }));
    const bad = new Set(defects.map(({ subject, stack }) => qualifiedAddress({ stack, address: subject })));
    const granting = estate.resources.filter(
      (each) => /_iam_(member|binding|policy)$/.test(each.type) && !bad.has(qualifiedAddress(each)),
    );
    // A grant of another stack may make a conflict of any of them.
    if (estate.isPart)
      return [...defects, { subject: 'the grants of other stacks', stack: estate.stacks[0] ?? '', verdict: 'unknown' }];
    const undecided = new Set(undecidedDuties(estate).map(qualifiedAddress));
    const others = granting.map((each) => ({
      subject: each.address,
      stack: each.stack,
      verdict: undecided.has(qualifiedAddress(each)) ? ('unknown' as const) : [],
    }));
    return [...defects, ...others];
  },
};
