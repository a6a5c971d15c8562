import { isDay } from '../../arguments/day';
import { acceptedAgreements } from '../../estate/declared';
import type { Estate } from '../../estate/estate';
import { dataProjects } from '../../rule-parts/projects';
import type { EstateRule } from '../../verdicts/rule';
import type { Verdict } from '../../verdicts/verdict';

function judge(estate: Estate): Verdict {
  const recorded = acceptedAgreements(estate);
  if (recorded.some(({ acceptedOn, by }) => isDay(acceptedOn) && by.trim() !== '')) return [];
  if (recorded.length > 0)
    return [{ attribute: '//.baa', message: 'the record lacks the day or the responsible party' }];
  // A plan carries no comments.
  if (!estate.complete) return 'unknown';
  return [{ attribute: '//.baa', message: "no acceptance of Google's agreement is recorded" }];
}

export const agreementRecorded: EstateRule = {
  id: 'project-agreement-recorded',
  title: 'The Business Associate Agreement with Google is recorded for projects with data',
  severity: 'medium',
  controls: ['164.308(b)(1)'],
  why: 'Without the agreement the project may hold no patient data, and without a record nobody can show it.',
  fix: 'Accept the agreement, and set baa in the description: "//": { "baa": { "acceptedOn": "YYYY-MM-DD", "by": "a group" } } in the JSON.',
  resourceTypes: ['google_project_service'],
  checkEstate: (estate) =>
    dataProjects(estate).map(({ id, stack, beforeProduction }) => ({
      subject: `project ${id || '(not named)'}`,
      stack,
      verdict: beforeProduction ? 'not_applicable' : judge(estate),
    })),
};
