import type { Citation } from '../controls';
import type { Estate } from '../estate/estate';
import type { Resource } from '../estate/resource';
import type { Verdict } from './verdict';

export type Severity = 'high' | 'medium' | 'low';

interface RuleText {
  /** The service, a hyphen and the name of its file: `storage-bucket-cmek` is rules/storage/bucket-cmek.ts. */
  readonly id: string;
  /** What is true of a compliant resource, as a sentence without a full stop. */
  readonly title: string;
  readonly severity: Severity;
  /** The controls that it supports; at least one. */
  readonly controls: readonly [Citation, ...Citation[]];
  /** The risk of breaking the rule. */
  readonly why: string;
  /** What to change. */
  readonly fix: string;
  /** The types it looks at. One `*` may stand for any text: `google_*_iam_member`. */
  readonly resourceTypes: readonly string[];
}

/** A rule that judges each resource of its types. */
export interface ResourceRule extends RuleText {
  check(resource: Resource, estate: Estate): Verdict;
}

/** What an estate rule says about one subject, e.g. a project that should have an audit log. */
export interface SubjectVerdict {
  /** Stands where a resource's address would: `project sunrise-rcm-prod`. */
  readonly subject: string;
  readonly stack: string;
  readonly verdict: Verdict;
}

/** A rule about what must exist somewhere. It only knows absence where the estate is complete; in a part of one it is unknown, never silent. */
export interface EstateRule extends RuleText {
  checkEstate(estate: Estate): readonly SubjectVerdict[];
}

export type Rule = ResourceRule | EstateRule;

/** Whether the rule looks at resources of the type. */
export function looksAt(rule: Rule, type: string): boolean {
  return rule.resourceTypes.some((pattern) => {
    const star = pattern.indexOf('*');
    if (star < 0) return pattern === type;
    const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
    return type.length >= start.length + end.length && type.startsWith(start) && type.endsWith(end);
  });
}
