import type { AccessRow } from '../access/matrix';
import { type ControlStatus, outcomeOf, type Review } from '../review/review';
import type { Severity } from '../verdicts/rule';

/** Stands in every report. No report may claim more. */
export const DISCLAIMER =
  'This report shows which Terraform settings support controls of the HIPAA Security and Privacy Rules. ' +
  'It certifies nothing: the agreement with Google, your people and your procedures are your part, and it does not see changes made by hand after a deployment.';

/** Stands in a report of a single stack or plan. */
export const PARTIAL = 'Only part of an environment was reviewed: rules about what must exist somewhere are unknown.';

/** Stands above grants of which none has a reason. */
export const NO_REASONS = 'No grant here has a reason: a plan carries none, and other descriptions may have none.';

/** Whether none of the grants has a reason. */
export function isWithoutReasons(rows: readonly AccessRow[]): boolean {
  return rows.length > 0 && rows.every((row) => row.why === null);
}

const SEVERE: Readonly<Record<Severity, string>> = {
  high: 'of severity high',
  medium: 'of severity high or medium',
  low: 'of any severity',
};

/** The outcome of a review, in a sentence without a full stop. */
export function outcomeWords(review: Review): string {
  const severe = SEVERE[review.failOn];
  switch (outcomeOf(review)) {
    case 'compliant':
      return `No finding ${severe}, and nothing is unknown`;
    case 'findings':
      return `Findings ${severe} without an exception`;
    case 'unknown':
      return `No finding ${severe}, but some results are unknown before the apply: the review does not pass`;
  }
}

/** What a report calls the status of a control. */
export const STATUS_WORDS: Readonly<Record<ControlStatus, string>> = {
  supported: 'supported',
  excepted: 'excepted',
  findings: 'has findings',
  unknown: 'unknown in part',
  nothing_to_check: 'nothing to check',
  other_evidence: 'supported by other evidence',
  not_covered_yet: 'not covered yet',
  yours: 'your responsibility',
};

/** One line: how much was reviewed, and the result. */
export function summaryLine(review: Review): string {
  const resources = Object.values(review.resourceCountByStack).reduce((sum, count) => sum + count, 0);
  const stacks = Object.keys(review.resourceCountByStack).length;
  const count = (severity: string) => review.findings.filter((finding) => finding.severity === severity).length;
  return (
    `${resources} resources in ${stacks} stack(s), ${review.checkedByRule.length} rules: ` +
    `${count('high')} high, ${count('medium')} medium, ${count('low')} low; ` +
    `${review.excepted.length} excepted, ${review.unknown.length} unknown`
  );
}
