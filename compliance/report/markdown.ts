import { effectsText } from '../access/matrix';
import { qualifiedAddress } from '../estate/resource';
import { exceptionPlace } from '../review/exceptions';
import type { ControlResult, Review } from '../review/review';
import { ruleOf } from '../rules';
import { contentHash } from './json';
import { DISCLAIMER, isWithoutReasons, NO_REASONS, outcomeWords, PARTIAL, STATUS_WORDS, summaryLine } from './words';

/** Text of a table's cell: it must not end the cell, start a new line or become markup. */
export function cell(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replaceAll(/\s*\n\s*/g, ' ');
}

function code(text: string): string {
  return `\`${cell(text).replaceAll('`', "'")}\``;
}

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A heading with a table, or with the text that stands for an empty one. */
interface Section {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What an empty section says. @default the section is left out */
  readonly empty?: string;
  /** @default none */
  readonly note?: string;
}

/** The page for a compliance officer: every control with its evidence, findings, exceptions, and who may do what. */
export function renderMarkdown(review: Review, options: { readonly title?: string } = {}): string {
  const sections = [
    findings(review),
    exceptions(review),
    renamedRules(review),
    weakened(review),
    agreements(review),
    neededGrants(review),
    destroyed(review),
    controls(review),
    rules(review),
    unknown(review),
    access(review),
    resources(review),
    unknownTypes(review),
  ];
  return [...opening(review, options.title ?? 'Compliance review'), ...sections.flatMap(rendered)]
    .join('\n\n')
    .concat('\n');
}

function opening(review: Review, title: string): string[] {
  return [
    `# ${cell(title)}`,
    `As of ${review.asOf}. ${summaryLine(review)}. ${outcomeWords(review)}.`,
    `Content hash \`${contentHash(review)}\`.`,
    ...(review.complete ? [] : [PARTIAL]),
    DISCLAIMER,
  ];
}

function rendered({ title, head, rows, empty, note }: Section): string[] {
  if (rows.length === 0 && empty === undefined) return [];
  return [`## ${title}\n\n${rows.length === 0 ? empty : table(head, rows)}`, ...(note === undefined ? [] : [note])];
}

function findings(review: Review): Section {
  return {
    title: 'Findings',
    head: ['severity', 'resource', 'what', 'fix', 'rule'],
    rows: review.findings.map((finding) => [
      finding.severity,
      code(qualifiedAddress(finding)),
      cell(finding.message),
      cell(ruleOf(finding.ruleId)?.fix ?? ''),
      finding.ruleId,
    ]),
    empty: 'None.',
  };
}

function exceptions(review: Review): Section {
  return {
    title: 'Exceptions',
    head: ['rule', 'resource', 'what', 'reason', 'owner', 'last day'],
    rows: review.excepted.map(({ finding, exception }) => [
      finding.ruleId,
      code(exceptionPlace(exception)),
      cell(finding.message),
      cell(exception.reason),
      cell(exception.owner),
      exception.expires,
    ]),
    empty: 'None.',
  };
}

function renamedRules(review: Review): Section {
  return {
    title: 'Exceptions with an old rule id',
    head: ['resource', 'old id', 'new id'],
    rows: review.renamed.map(({ exception, newId }) => [
      code(exceptionPlace(exception)),
      cell(exception.ruleId),
      newId,
    ]),
  };
}

function weakened(review: Review): Section {
  return {
    title: 'Weakened settings',
    head: ['setting', 'value', 'reason', 'where'],
    rows: review.weakened.map((each) => [
      code(each.setting),
      cell(each.value),
      cell(each.reason || 'no reason given'),
      code(each.address === '' ? each.stack : qualifiedAddress(each)),
    ]),
    empty: 'The description declares none.',
  };
}

function agreements(review: Review): Section {
  return {
    title: 'Agreement with Google, as recorded',
    head: ['accepted on', 'by', 'stack'],
    rows: review.agreements.map((each) => [cell(each.acceptedOn), cell(each.by), each.stack]),
    empty: 'No acceptance is recorded.',
  };
}

function neededGrants(review: Review): Section {
  return {
    title: 'Grants that owners of other projects make',
    head: ['who', 'role', 'on', 'why', 'stack'],
    rows: review.neededGrants.map((each) => [code(each.member), each.role, code(each.on), cell(each.why), each.stack]),
  };
}

function destroyed(review: Review): Section {
  return {
    title: 'Deleted or replaced by this plan',
    head: ['resource', 'what happens'],
    rows: review.destroyed.map((each) => [code(qualifiedAddress(each)), each.replaced ? 'replaced' : 'deleted']),
  };
}

function controls(review: Review): Section {
  return {
    title: 'Controls',
    head: ['45 CFR', 'control', '', 'status', 'evidence', 'your part'],
    rows: review.controls.map((result) => [
      result.citation,
      cell(result.title),
      result.kind,
      STATUS_WORDS[result.status],
      cell(evidence(result)),
      cell(result.yourPart ?? ''),
    ]),
    empty: 'None.',
  };
}

function evidence(result: ControlResult): string {
  const parts = result.rules
    .filter((rule) => rule.checked + rule.unknown > 0)
    .map((rule) => {
      const counts = [
        `${rule.checked} checked`,
        ...(rule.findings > 0 ? [`${rule.findings} finding(s)`] : []),
        ...(rule.excepted > 0 ? [`${rule.excepted} excepted`] : []),
        ...(rule.unknown > 0 ? [`${rule.unknown} unknown`] : []),
      ];
      return `${rule.id} (${counts.join(', ')})`;
    });
  return [...parts, result.otherEvidence, result.notCoveredYet].filter((each) => each !== undefined).join('; ');
}

function rules(review: Review): Section {
  return {
    title: 'Rules',
    head: ['rule', 'severity', 'what holds', 'checked', 'findings', 'excepted', 'unknown'],
    rows: review.checkedByRule.map((rule) => [
      rule.id,
      rule.severity,
      cell(rule.title),
      String(rule.checked),
      String(rule.findings),
      String(rule.excepted),
      String(rule.unknown),
    ]),
    empty: 'None.',
  };
}

function unknown(review: Review): Section {
  return {
    title: 'Unknown before the apply',
    head: ['resource', 'rule'],
    rows: review.unknown.map((each) => [code(qualifiedAddress(each)), each.ruleId]),
    empty: 'Nothing.',
  };
}

function access(review: Review): Section {
  return {
    title: 'Who may do what',
    head: ['principal', 'role', 'on', 'may', 'condition', 'why', 'stack'],
    rows: review.access.map((row) => [
      code(row.principal),
      cell(row.role),
      cell(row.resource),
      effectsText(row.effects),
      cell(row.condition ?? ''),
      cell(row.why ?? ''),
      row.stack,
    ]),
    empty: 'No grants.',
    ...(isWithoutReasons(review.access) ? { note: NO_REASONS } : {}),
  };
}

function resources(review: Review): Section {
  const inputs = new Map(review.inputs.map((input) => [input.stack, input]));
  return {
    title: 'Resources',
    head: ['stack', 'resources', 'file', 'SHA-256'],
    rows: Object.entries(review.resourceCountByStack).map(([stack, count]) => {
      const input = inputs.get(stack);
      return [stack, String(count), code(input?.file ?? ''), code(input?.sha256 ?? '')];
    }),
    empty: 'None.',
  };
}

function unknownTypes(review: Review): Section {
  return {
    title: 'Resource types without rules',
    head: ['type', 'resources'],
    rows: Object.entries(review.unknownTypes).map(([type, count]) => [code(type), String(count)]),
    empty: 'None.',
  };
}
