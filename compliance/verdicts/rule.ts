import { blocks, isUnknown, type Json, type JsonObject } from '../arguments/attribute';
import type { Citation } from '../controls';
import type { Estate, Resource } from '../estate/resource';

export type Severity = 'high' | 'medium' | 'low';

/** What is wrong with one resource, in words that hold no value of a secret argument. */
export interface Defect {
  /** What is, and what should be: "ssl_mode is not set; connections without TLS are accepted". */
  readonly message: string;
  /** The argument to change, e.g. `settings.ip_configuration.ssl_mode`. */
  readonly attribute: string;
}

/**
 * What a rule says about one resource. An empty list: looked at, and in order.
 * 'cannot_tell': it depends on a value that the document does not hold. 'not_applicable': the rule is not about this one.
 */
export type Verdict = readonly Defect[] | 'cannot_tell' | 'not_applicable';

interface RuleText {
  /** The service, a hyphen and the name of its file: `storage-bucket-cmek` is rules/storage/bucket-cmek.ts. */
  readonly id: string;
  /** What holds when the rule is met, as a sentence without a full stop. */
  readonly title: string;
  readonly severity: Severity;
  /** The controls that it supports; at least one. */
  readonly controls: readonly [Citation, ...Citation[]];
  /** What could happen otherwise. */
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

/** A rule about what must exist somewhere. It only knows absence where the estate is complete. */
export interface EstateRule extends RuleText {
  checkEstate(estate: Estate): readonly SubjectVerdict[];
}

export type Rule = ResourceRule | EstateRule;

/** One defect, of one resource, under one rule. */
export interface Finding extends Defect {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly stack: string;
  readonly address: string;
}

export interface CannotTell {
  readonly ruleId: string;
  readonly stack: string;
  readonly address: string;
}

/** A resource, or what an estate rule judges in place of one. */
export interface Subject {
  readonly stack: string;
  readonly address: string;
}

/** What a rule found. `checked` counts resources that were judged: neither "not applicable" nor "cannot tell". */
export interface Evaluation {
  readonly checked: number;
  /** Those of them that are in order. */
  readonly inOrder: readonly Subject[];
  readonly findings: readonly Finding[];
  readonly cannotTell: readonly CannotTell[];
}

/** Whether the rule looks at resources of the type. */
export function looksAt(rule: Rule, type: string): boolean {
  return rule.resourceTypes.some((pattern) => {
    const star = pattern.indexOf('*');
    if (star < 0) return pattern === type;
    const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
    return type.length >= start.length + end.length && type.startsWith(start) && type.endsWith(end);
  });
}

function verdicts(rule: Rule, estate: Estate): SubjectVerdict[] {
  if ('checkEstate' in rule) return [...rule.checkEstate(estate)];
  return [...estate.byType]
    .filter(([type]) => looksAt(rule, type))
    .flatMap(([, resources]) => resources)
    .map((each) => ({ subject: each.address, stack: each.stack, verdict: rule.check(each, estate) }));
}

export function evaluate(rule: Rule, estate: Estate): Evaluation {
  let checked = 0;
  const inOrder: Subject[] = [];
  const findings: Finding[] = [];
  const cannotTell: CannotTell[] = [];
  for (const { subject: address, stack, verdict } of verdicts(rule, estate)) {
    if (verdict === 'not_applicable') continue;
    if (verdict === 'cannot_tell') {
      cannotTell.push({ ruleId: rule.id, stack, address });
      continue;
    }
    checked += 1;
    if (verdict.length === 0) inOrder.push({ stack, address });
    findings.push(
      ...verdict.map((defect) => ({ ruleId: rule.id, severity: rule.severity, stack, address, ...defect })),
    );
  }
  return { checked, inOrder, findings, cannotTell };
}

/** Judges one value: an expression cannot be told, a value that `accepts` refuses is the defect. Absent is undefined. */
export function expectValue(
  value: Json | undefined,
  accepts: (value: Json | undefined) => boolean,
  defect: Defect,
): Verdict {
  if (isUnknown(value)) return 'cannot_tell';
  return accepts(value) ? [] : [defect];
}

/** All of them must hold. A defect that is certain outranks what cannot be told; that outranks what is in order. */
export function allOf(...parts: readonly Verdict[]): Verdict {
  const defects = parts.flatMap((part) => (typeof part === 'string' ? [] : part));
  if (defects.length > 0) return defects;
  if (parts.includes('cannot_tell')) return 'cannot_tell';
  return parts.every((part) => part === 'not_applicable') ? 'not_applicable' : [];
}

/** Judges each block called `name`; a resource without one is in order. 'cannot_tell' when an expression makes them. */
export function judgeBlocks(of: Json | undefined, name: string, judge: (block: JsonObject) => Verdict): Verdict {
  const found = blocks(of, name);
  return found === 'cannot_tell' ? found : allOf(...found.map(judge), []);
}
