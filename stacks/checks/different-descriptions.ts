import { groupMembers, lookupLines, type WithLookups } from '../../model/group-lookups';
import type { SpecProblem } from '../../model/problems';

/**
 * Payers and departments of the group that the lookups of a hospital describe otherwise than those of the hospitals before it, or
 * otherwise in two of its own lines. One description is as good as the other, so nothing is chosen here.
 */
export function differentDescriptions(before: readonly WithLookups[], added: WithLookups): SpecProblem[] {
  const known = new Set(groupMembers(lookupLines(before)).differences.map(({ message }) => message));
  const found = groupMembers(lookupLines([...before, added])).differences.filter(({ message }) => !known.has(message));
  return [...new Map(found.map(({ line, message }) => [message, line.kind])).entries()].map(([message, kind]) => ({
    ...{ code: 'GROUP_MEMBER_DIFFERS', path: `${kind}s`, message },
  }));
}
