import { type ControlStatus, outcomeOf, type Review } from '../review/review';
import type { Severity } from '../verdicts/rule';

/** Stands in every report. No report may claim more. */
export const DISCLAIMER =
  'This report shows which settings in the description support controls of the HIPAA Security and Privacy Rules. ' +
  'It certifies nothing: the agreement with Google, people and procedures are yours, and what was changed by hand after the deployment is not seen here.';

const SEVERE: Readonly<Record<Severity, string>> = {
  high: 'of severity high',
  medium: 'of severity high or medium',
  low: 'of any severity',
};

/** What came of a review, in a sentence without a full stop. */
export function outcomeWords(review: Review): string {
  const severe = SEVERE[review.failOn];
  switch (outcomeOf(review)) {
    case 'in_order':
      return `No finding ${severe}, and nothing that could not be told`;
    case 'findings':
      return `Findings ${severe} without an exception`;
    case 'cannot_tell':
      return `No finding ${severe}, but something cannot be told before the apply: this is no pass`;
  }
}

export const STATUS_WORDS: Readonly<Record<ControlStatus, string>> = {
  supported: 'supported',
  excepted: 'excepted',
  findings: 'has findings',
  cannot_tell: 'cannot tell in part',
  nothing_to_check: 'nothing to check',
  other_evidence: 'supported otherwise',
  not_covered_yet: 'not covered yet',
  yours: 'yours',
};

/** One line: how much was looked at, and what came of it. */
export function summaryLine(review: Review): string {
  const resources = Object.values(review.resourceCountByStack).reduce((sum, count) => sum + count, 0);
  const stacks = Object.keys(review.resourceCountByStack).length;
  const count = (severity: string) => review.findings.filter((finding) => finding.severity === severity).length;
  return (
    `${resources} resources in ${stacks} stack(s), ${review.checkedByRule.length} rules: ` +
    `${count('high')} high, ${count('medium')} medium, ${count('low')} low; ` +
    `${review.excepted.length} excepted, ${review.cannotTell.length} cannot be told`
  );
}
