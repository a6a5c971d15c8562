import { effectsText } from '../access/matrix';
import { exceptionPlace } from '../exceptions';
import { PACK } from '../pack';
import { qualifiedAddress } from '../resource';
import type { ControlResult, Review } from '../review';
import { isWithoutReasons, NO_REASONS } from './text';
import { DISCLAIMER, STATUS_WORDS, summaryLine } from './words';

/** Text in a cell must not end the cell, start a new line or become markup. */
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

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[], none: string): string {
  return `## ${title}\n\n${rows.length === 0 ? none : table(head, rows)}`;
}

function evidence(result: ControlResult): string {
  const parts = result.rules
    .filter((rule) => rule.checked + rule.cannotTell > 0)
    .map((rule) => {
      const counts = [
        `${rule.checked} checked`,
        ...(rule.findings > 0 ? [`${rule.findings} finding(s)`] : []),
        ...(rule.excepted > 0 ? [`${rule.excepted} excepted`] : []),
        ...(rule.cannotTell > 0 ? [`${rule.cannotTell} cannot be told`] : []),
      ];
      return `${rule.id} (${counts.join(', ')})`;
    });
  const texts = [...parts, result.otherEvidence, result.notCoveredYet].filter((each) => each !== undefined);
  return texts.join('; ');
}

/** The page for a compliance officer: every control with its evidence, findings, exceptions, and who may do what. */
export function renderMarkdown(review: Review, options: { readonly title?: string } = {}): string {
  const titles = new Map(PACK.map((rule) => [rule.id, rule]));
  return [
    `# ${cell(options.title ?? 'Compliance review')}`,
    `As of ${review.asOf}. ${summaryLine(review)}.`,
    ...(review.complete ? [] : ['Only a part of an environment was given: what must exist elsewhere was not judged.']),
    DISCLAIMER,
    section(
      'Findings',
      ['severity', 'resource', 'what', 'fix', 'rule'],
      review.findings.map((finding) => [
        finding.severity,
        code(qualifiedAddress(finding)),
        cell(finding.message),
        cell(titles.get(finding.ruleId)?.fix ?? ''),
        finding.ruleId,
      ]),
      'None.',
    ),
    section(
      'Exceptions',
      ['rule', 'resource', 'what', 'reason', 'owner', 'last day'],
      review.excepted.map(({ finding, exception }) => [
        finding.ruleId,
        code(exceptionPlace(exception)),
        cell(finding.message),
        cell(exception.reason),
        cell(exception.owner),
        exception.expires,
      ]),
      'None.',
    ),
    section(
      'Controls',
      ['45 CFR', 'control', '', 'status', 'evidence', 'your part'],
      review.controls.map((result) => [
        result.citation,
        cell(result.title),
        result.kind,
        STATUS_WORDS[result.status],
        cell(evidence(result)),
        cell(result.yourPart ?? ''),
      ]),
      'None.',
    ),
    section(
      'Rules',
      ['rule', 'severity', 'what holds', 'checked', 'findings', 'excepted', 'cannot tell'],
      review.checkedByRule.map((rule) => [
        rule.id,
        rule.severity,
        cell(rule.title),
        String(rule.checked),
        String(rule.findings),
        String(rule.excepted),
        String(rule.cannotTell),
      ]),
      'None.',
    ),
    section(
      'Cannot be told before the apply',
      ['resource', 'rule'],
      review.cannotTell.map((each) => [code(qualifiedAddress(each)), each.ruleId]),
      'Nothing.',
    ),
    section(
      'Who may do what',
      ['principal', 'role', 'on', 'may', 'condition', 'why', 'stack'],
      review.access.map((row) => [
        code(row.principal),
        cell(row.role),
        cell(row.resource),
        effectsText(row.effects),
        cell(row.condition ?? ''),
        cell(row.why ?? ''),
        row.stack,
      ]),
      'No grants.',
    ),
    ...(isWithoutReasons(review.access) ? [NO_REASONS] : []),
    section(
      'Resources',
      ['stack', 'resources'],
      Object.entries(review.resourceCountByStack).map(([stack, count]) => [stack, String(count)]),
      'None.',
    ),
    section(
      'Resource types that no rule looks at yet',
      ['type', 'resources'],
      Object.entries(review.unknownTypes).map(([type, count]) => [code(type), String(count)]),
      'None.',
    ),
  ]
    .join('\n\n')
    .concat('\n');
}
