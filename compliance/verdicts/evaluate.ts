import type { Estate } from '../estate/estate';
import { type EstateRule, looksAt, type Rule, type Severity, type SubjectVerdict } from './rule';
import type { Defect } from './verdict';

/** One defect, of one resource, under one rule. */
export interface Finding extends Defect {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly stack: string;
  readonly address: string;
}

/** A resource that a rule cannot judge before the apply. */
export interface UnknownVerdict {
  readonly ruleId: string;
  readonly stack: string;
  readonly address: string;
}

/** A resource, or what an estate rule judges in place of one. */
export interface Subject {
  readonly stack: string;
  readonly address: string;
}

/** What a rule found. `checked` counts resources that were judged: neither not applicable nor unknown. */
export interface Evaluation {
  readonly checked: number;
  /** Those of them that are compliant. */
  readonly compliant: readonly Subject[];
  readonly findings: readonly Finding[];
  readonly unknown: readonly UnknownVerdict[];
}

/** Stands where an address would, of a rule about the whole environment that finds nothing to judge in a part of it. */
const REST = 'the stacks that are not in this review';

function ofEstate(rule: EstateRule, estate: Estate): SubjectVerdict[] {
  const found = [...rule.checkEstate(estate)];
  if (found.length > 0 || !estate.isPart) return found;
  return [{ subject: REST, stack: estate.stacks[0] ?? '', verdict: 'unknown' }];
}

function verdicts(rule: Rule, estate: Estate): SubjectVerdict[] {
  if ('checkEstate' in rule) return ofEstate(rule, estate);
  return [...estate.byType]
    .filter(([type]) => looksAt(rule, type))
    .flatMap(([, resources]) => resources)
    .map((each) => ({ subject: each.address, stack: each.stack, verdict: rule.check(each, estate) }));
}

export function evaluate(rule: Rule, estate: Estate): Evaluation {
  let checked = 0;
  const compliant: Subject[] = [];
  const findings: Finding[] = [];
  const unknown: UnknownVerdict[] = [];
  for (const { subject: address, stack, verdict } of verdicts(rule, estate)) {
    if (verdict === 'not_applicable') continue;
    if (verdict === 'unknown') {
      unknown.push({ ruleId: rule.id, stack, address });
      continue;
    }
    checked += 1;
    if (verdict.length === 0) compliant.push({ stack, address });
    findings.push(
      ...verdict.map((defect) => ({ ruleId: rule.id, severity: rule.severity, stack, address, ...defect })),
    );
  }
  return { checked, compliant, findings, unknown };
}
