import { effectsText } from '../access/matrix';
import { qualifiedAddress } from '../estate/resource';
import { exceptionPlace } from '../review/exceptions';
import type { ControlResult, Review } from '../review/review';
import { PACK } from '../rules';
import { contentHash } from './json';
import { isWithoutReasons, NO_REASONS } from './text';
import { DISCLAIMER, outcomeWords, STATUS_WORDS, summaryLine } from './words';

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
    `As of ${review.asOf}. ${summaryLine(review)}. ${outcomeWords(review)}.`,
    `Content hash \`${contentHash(review)}\`.`,
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
      'Weakened settings',
      ['setting', 'value', 'reason', 'where'],
      review.weakened.map((each) => [
        code(each.setting),
        cell(each.value),
        cell(each.reason || 'no reason given'),
        code(each.address === '' ? each.stack : qualifiedAddress(each)),
      ]),
      'The description declares none.',
    ),
    section(
      'Agreement with Google, as recorded',
      ['accepted on', 'by', 'stack'],
      review.agreements.map((each) => [cell(each.acceptedOn), cell(each.by), each.stack]),
      'No acceptance is recorded.',
    ),
    ...(review.neededGrants.length === 0
      ? []
      : [
          section(
            'Grants that owners of other projects make',
            ['who', 'role', 'on', 'why', 'stack'],
            review.neededGrants.map((each) => [
              code(each.member),
              each.role,
              code(each.on),
              cell(each.why),
              each.stack,
            ]),
            'None.',
          ),
        ]),
    ...(review.destroyed.length === 0
      ? []
      : [
          section(
            'Deleted or replaced by this plan',
            ['resource', 'what happens'],
            review.destroyed.map((each) => [code(qualifiedAddress(each)), each.replaced ? 'replaced' : 'deleted']),
            'Nothing.',
          ),
        ]),
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
      ['stack', 'resources', 'file', 'SHA-256'],
      Object.entries(review.resourceCountByStack).map(([stack, count]) => {
        const input = review.inputs.find((each) => each.stack === stack);
        return [stack, String(count), code(input?.file ?? ''), code(input?.sha256 ?? '')];
      }),
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
