import { type AccessRow, accessMatrix } from '../access/matrix';
import { isDay } from '../arguments/day';
import { CITATIONS, type Citation, type Control, control } from '../controls';
import { ComplianceError } from '../errors';
import {
  type AcceptedAgreement,
  acceptedAgreements,
  type NeededGrantOfOthers,
  neededGrantsOfOthers,
  type WeakenedSetting,
  weakenedSettings,
} from '../estate/declared';
import type { Destroyed, Estate, Input } from '../estate/estate';
import type { Exception } from '../estate/exception';
import { qualifiedAddress } from '../estate/resource';
import { PACK } from '../rules';
import { evaluate, type Finding, type Subject, type UnknownVerdict } from '../verdicts/evaluate';
import { looksAt, type Rule, type Severity } from '../verdicts/rule';
import { applyExceptions, type Excepted, type RenamedRule } from './exceptions';
import { TYPES_WITHOUT_RULES } from './types-without-rules';

/** What one rule came to. */
export interface RuleResult {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Resources that were judged, compliant or not. */
  readonly checked: number;
  /** Defects that nothing excuses. */
  readonly findings: number;
  readonly excepted: number;
  readonly unknown: number;
  /** The evidence: compliant resources. */
  readonly compliant: readonly Subject[];
}

/**
 * - `supported`: each rule of the control that checked something found it compliant
 * - `findings`: at least one finding
 * - `excepted`: the only findings are excused by exceptions, with reason, owner and last day
 * - `unknown`: nothing found, but some resource could not be judged
 * - `nothing_to_check`: it has rules, and nothing that they look at is there
 * - `other_evidence`: supported by something else than rules
 * - `not_covered_yet`: no rule looks at it
 * - `yours`: people do it
 */
export type ControlStatus =
  | 'supported'
  | 'excepted'
  | 'findings'
  | 'unknown'
  | 'nothing_to_check'
  | 'other_evidence'
  | 'not_covered_yet'
  | 'yours';

export interface ControlResult extends Control {
  readonly citation: Citation;
  readonly status: ControlStatus;
  readonly rules: readonly RuleResult[];
}

export interface Review {
  /** The day of the review, YYYY-MM-DD. */
  readonly asOf: string;
  /** Lowest severity that fails the review unless excepted. */
  readonly failOn: Severity;
  /** Whether all stacks of the environment were looked at; otherwise absence was not judged. */
  readonly complete: boolean;
  /** Worst first, then by stack and address. Problems of exceptions are among them. */
  readonly findings: readonly Finding[];
  readonly excepted: readonly Excepted[];
  /** Exceptions that name a rule by its id of an earlier version. */
  readonly renamed: readonly RenamedRule[];
  readonly unknown: readonly UnknownVerdict[];
  readonly checkedByRule: readonly RuleResult[];
  readonly controls: readonly ControlResult[];
  readonly resourceCountByStack: Readonly<Record<string, number>>;
  /** Types that no rule looks at and nobody has decided to leave alone, with how many there are. */
  readonly unknownTypes: Readonly<Record<string, number>>;
  readonly access: readonly AccessRow[];
  /** Settings that the description weakens by name, each with its reason. */
  readonly weakened: readonly WeakenedSetting[];
  /** Business associate agreements that the description says were accepted. */
  readonly agreements: readonly AcceptedAgreement[];
  /** Grants that the owners of other projects are asked to make. */
  readonly neededGrants: readonly NeededGrantOfOthers[];
  /** What plans among the documents delete or replace. */
  readonly destroyed: readonly Destroyed[];
  readonly inputs: readonly Input[];
}

export interface ReviewOptions {
  /** The day of the review, YYYY-MM-DD. Passed in, so that a report can be made again. */
  readonly asOf: string;
  /** In addition to those that the documents declare. @default none */
  readonly exceptions?: readonly Exception[];
  /** Lowest severity that fails the review unless excepted. @default DEFAULT_FAIL_ON */
  readonly failOn?: Severity;
  /** @default PACK */
  readonly rules?: readonly Rule[];
}

/** From the worst on. */
export const SEVERITIES: readonly Severity[] = ['high', 'medium', 'low'];

/** What a review of somebody else's description fails on. */
export const DEFAULT_FAIL_ON: Severity = 'high';

function worstFirst(findings: readonly Finding[]): Finding[] {
  const keyed = findings.map((finding) => {
    const place = `${qualifiedAddress(finding)} ${finding.ruleId} ${finding.attribute}`;
    return { finding, key: `${SEVERITIES.indexOf(finding.severity)} ${place}` };
  });
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ finding }) => finding);
}

function statusOf(subject: Control, rules: readonly RuleResult[]): ControlStatus {
  if (subject.responsibility === 'yours') return 'yours';
  if (rules.some((rule) => rule.findings > 0)) return 'findings';
  if (rules.some((rule) => rule.unknown > 0)) return 'unknown';
  if (rules.some((rule) => rule.excepted > 0)) return 'excepted';
  if (rules.some((rule) => rule.checked > 0)) return 'supported';
  if (subject.otherEvidence !== undefined) return 'other_evidence';
  return rules.length > 0 ? 'nothing_to_check' : 'not_covered_yet';
}

function countBy(keys: Iterable<string>): Record<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function unknownTypes(estate: Estate, rules: readonly Rule[]): Record<string, number> {
  const unknown = [...estate.byType.keys()].filter(
    (type) => !Object.hasOwn(TYPES_WITHOUT_RULES, type) && !rules.some((rule) => looksAt(rule, type)),
  );
  return Object.fromEntries(unknown.sort().map((type) => [type, estate.byType.get(type)?.length ?? 0]));
}

/**
 * Judges an estate by the rules. Pure: the same estate, options and day give the same review.
 * @throws ComplianceError `AS_OF_INVALID`.
 */
export function review(estate: Estate, options: ReviewOptions): Review {
  if (!isDay(options.asOf)) throw new ComplianceError('AS_OF_INVALID', 'asOf is not a day');
  const rules = options.rules ?? PACK;
  const evaluations = rules.map((rule) => ({ rule, evaluation: evaluate(rule, estate) }));
  const { findings, excepted, renamed } = applyExceptions({
    findings: evaluations.flatMap(({ evaluation }) => evaluation.findings),
    exceptions: [...estate.declaredExceptions, ...(options.exceptions ?? [])],
    asOf: options.asOf,
    ruleIds: new Set(rules.map((rule) => rule.id)),
    stacks: new Set(estate.stacks),
    complete: estate.complete,
  });
  const openByRule = countBy(findings.map((finding) => finding.ruleId));
  const exceptedByRule = countBy(excepted.map((each) => each.finding.ruleId));
  const results = evaluations.map(({ rule, evaluation }) => ({
    id: rule.id,
    title: rule.title,
    severity: rule.severity,
    checked: evaluation.checked,
    findings: openByRule[rule.id] ?? 0,
    excepted: exceptedByRule[rule.id] ?? 0,
    unknown: evaluation.unknown.length,
    compliant: evaluation.compliant,
  }));
  const controls = CITATIONS.map((citation) => {
    const subject = control(citation);
    const ids = new Set(rules.filter((rule) => rule.controls.includes(citation)).map((rule) => rule.id));
    const ofControl = results.filter((result) => ids.has(result.id));
    return { ...subject, citation, status: statusOf(subject, ofControl), rules: ofControl };
  });
  return {
    asOf: options.asOf,
    failOn: options.failOn ?? DEFAULT_FAIL_ON,
    complete: estate.complete,
    findings: worstFirst(findings),
    excepted,
    renamed,
    unknown: evaluations.flatMap(({ evaluation }) => evaluation.unknown),
    checkedByRule: results,
    controls,
    resourceCountByStack: {
      ...Object.fromEntries(estate.stacks.map((stack) => [stack, 0])),
      ...countBy(estate.resources.map((resource) => resource.stack)),
    },
    unknownTypes: unknownTypes(estate, rules),
    access: accessMatrix(estate),
    weakened: weakenedSettings(estate),
    agreements: acceptedAgreements(estate),
    neededGrants: neededGrantsOfOthers(estate),
    destroyed: estate.destroyed,
    inputs: estate.inputs,
  };
}

/**
 * What a deployment may depend on: `findings` as severe as `failOn`, or more, without an exception; `unknown` where there is none of
 * those, but something could not be judged, so the review does not pass; `compliant`.
 */
export type Outcome = 'compliant' | 'findings' | 'unknown';

export function outcomeOf(subject: Review): Outcome {
  if (!passes(subject)) return 'findings';
  return subject.unknown.length > 0 ? 'unknown' : 'compliant';
}

/** Whether nothing as severe as `failOn`, or more, is left without an exception. */
export function passes({ findings, failOn }: Review): boolean {
  const least = SEVERITIES.indexOf(failOn);
  return findings.every(({ severity }) => SEVERITIES.indexOf(severity) > least);
}
