import { EFFECT_WORDS } from '../access/effects';
import { type AccessRow, effectsText } from '../access/matrix';
import { qualifiedAddress } from '../estate/resource';
import { exceptionPlace } from '../review/exceptions';
import { type ControlResult, type ControlStatus, outcomeOf, type Review } from '../review/review';
import { ruleOf } from '../rules';
import type { Subject } from '../verdicts/evaluate';
import { type Cell, chip, code, details, escaped, html, htmlPage, htmlTable } from './html-page';
import { contentHash } from './json';
import { DISCLAIMER, isWithoutReasons, NO_REASONS, outcomeWords, PARTIAL, STATUS_WORDS, summaryLine } from './words';

const STATUS_KINDS: Readonly<Record<ControlStatus, 'good' | 'bad' | 'open' | 'plain'>> = {
  supported: 'good',
  other_evidence: 'good',
  excepted: 'open',
  findings: 'bad',
  unknown: 'open',
  nothing_to_check: 'plain',
  not_covered_yet: 'open',
  yours: 'plain',
};
const OUTCOME_KINDS = { compliant: 'good', findings: 'bad', unknown: 'open' } as const;

/** A part of the page that another part of the platform makes, e.g. where patients' data goes. */
export interface ExtraSection {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface HtmlOptions {
  /** @default Compliance review */
  readonly title?: string;
  /** @default none */
  readonly sections?: readonly ExtraSection[];
}

/** The page for a compliance officer, in one file: outcome, controls with their evidence, findings, exceptions, who may do what. */
export function renderHtml(review: Review, options: HtmlOptions = {}): string {
  const title = options.title ?? 'Compliance review';
  const sections = [
    section('controls', 'Controls', controls(review)),
    section('findings', 'Findings', findings(review)),
    section('exceptions', 'Exceptions', exceptions(review)),
    ...(review.renamed.length > 0 ? [section('renamed', 'Exceptions with an old rule id', renamedRules(review))] : []),
    section('weakened', 'Weakened settings', weakened(review)),
    section('agreement', 'Agreement with Google', agreements(review)),
    ...(review.destroyed.length > 0
      ? [section('destroyed', 'Deleted or replaced by this plan', destroyed(review))]
      : []),
    section('unknown', 'Unknown before the apply', unknown(review)),
    section('access', 'Who may do what', access(review.access)),
    ...(options.sections ?? []).map((each) =>
      section(each.id, each.title, `<p class="soft">${escaped(each.note)}</p>${htmlTable(each.head, each.rows)}`),
    ),
    ...(review.neededGrants.length > 0
      ? [section('needed', 'Grants that owners of other projects make', neededGrants(review))]
      : []),
    section('rules', 'Rules', rules(review)),
    section('inputs', 'What was reviewed', inputs(review)),
  ];
  const links = sections.map(({ id, title: name }) => `<a href="#${id}">${escaped(name)}</a>`).join('\n');
  return htmlPage(title, [
    `<h1>${escaped(title)}</h1>`,
    `<p class="soft">As of ${escaped(review.asOf)}. Content hash <code>${contentHash(review)}</code></p>`,
    outcome(review),
    `<p>${escaped(DISCLAIMER)}</p>`,
    `<nav aria-label="Sections">${links}</nav>`,
    ...sections.map(
      ({ id, title: name, content }) => `<section><h2 id="${id}">${escaped(name)}</h2>\n${content}</section>`,
    ),
  ]);
}

function section(id: string, title: string, content: string) {
  return { id: id === 'access' ? 'who' : id, title, content };
}

function outcome(review: Review): string {
  const kind = OUTCOME_KINDS[outcomeOf(review)];
  const part = review.complete ? '' : `<p>${PARTIAL}</p>`;
  return `<div class="outcome ${kind}"><b>${escaped(outcomeWords(review))}</b><p>${escaped(summaryLine(review))}.</p>${part}</div>`;
}

function none(text: string): string {
  return `<p class="soft">${escaped(text)}</p>`;
}

function listed(title: string, subjects: readonly Subject[]): string {
  if (subjects.length === 0) return '';
  return `<p>${title}</p><ul>${subjects.map((each) => `<li><code>${escaped(qualifiedAddress(each))}</code></li>`).join('')}</ul>`;
}

/** Which resources are evidence under which rule, and which speak against it. */
function evidence(control: ControlResult, review: Review): Cell {
  const parts = control.rules.map((rule) => {
    const against = review.findings.filter((each) => each.ruleId === rule.id);
    const counts = [
      `${rule.compliant.length} compliant`,
      ...(against.length > 0 ? [`${against.length} finding(s)`] : []),
      ...(rule.excepted > 0 ? [`${rule.excepted} excepted`] : []),
      ...(rule.unknown > 0 ? [`${rule.unknown} unknown`] : []),
    ];
    if (rule.checked + rule.unknown === 0) return `<p class="soft">${escaped(rule.id)}: nothing to check</p>`;
    const parted = [
      listed('Findings', against),
      listed(
        'Excepted',
        review.excepted.map(({ finding }) => finding).filter((each) => each.ruleId === rule.id),
      ),
      listed(
        'Unknown',
        review.unknown.filter((each) => each.ruleId === rule.id),
      ),
      listed('Compliant', rule.compliant),
    ];
    return details(`${rule.id}: ${counts.join(', ')}`, `<p>${escaped(rule.title)}.</p>${parted.join('')}`);
  });
  const others = [control.otherEvidence, control.notCoveredYet].filter((each) => each !== undefined);
  return html([...parts, ...others.map((each) => `<p>${escaped(each)}</p>`)].join(''));
}

function controls(review: Review): string {
  return htmlTable(
    ['45 CFR', 'control', 'status', 'evidence', 'your part'],
    review.controls.map((control) => [
      html(`<span class="line">${escaped(control.citation)}</span>`),
      html(`${escaped(control.title)} <span class="soft">(${control.kind})</span>`),
      chip(STATUS_WORDS[control.status], STATUS_KINDS[control.status]),
      evidence(control, review),
      control.yourPart ?? '',
    ]),
  );
}

function findings(review: Review): string {
  if (review.findings.length === 0) return none('None.');
  return htmlTable(
    ['severity', 'resource', 'what', 'what to do', 'rule'],
    review.findings.map((finding) => [
      chip(finding.severity, finding.severity === 'low' ? 'plain' : 'bad'),
      code(qualifiedAddress(finding)),
      finding.message,
      ruleOf(finding.ruleId)?.fix ?? '',
      finding.ruleId,
    ]),
  );
}

function exceptions(review: Review): string {
  if (review.excepted.length === 0) return none('None.');
  return htmlTable(
    ['rule', 'resource', 'what', 'reason', 'owner', 'last day'],
    review.excepted.map(({ finding, exception }) => [
      finding.ruleId,
      code(exceptionPlace(exception)),
      finding.message,
      exception.reason,
      exception.owner,
      exception.expires,
    ]),
  );
}

function renamedRules(review: Review): string {
  return htmlTable(
    ['resource', 'old id', 'new id'],
    review.renamed.map(({ exception, newId }) => [code(exceptionPlace(exception)), exception.ruleId, newId]),
  );
}

function weakened(review: Review): string {
  if (review.weakened.length === 0) return none('The description declares none.');
  return htmlTable(
    ['setting', 'value', 'reason', 'where'],
    review.weakened.map((each) => [
      code(each.setting),
      each.value,
      each.reason === '' ? chip('no reason', 'bad') : each.reason,
      code(each.address === '' ? each.stack : qualifiedAddress(each)),
    ]),
  );
}

function agreements(review: Review): string {
  if (review.agreements.length === 0)
    return none('No acceptance of the Business Associate Agreement is recorded in the description.');
  const rows = review.agreements.map((each) => [each.acceptedOn, each.by, each.stack]);
  return `${none('As the description records it; this report does not see the agreement itself.')}${htmlTable(['accepted on', 'by', 'recorded in'], rows)}`;
}

function neededGrants(review: Review): string {
  const rows = review.neededGrants.map((each) => [code(each.member), each.role, code(each.on), each.why, each.stack]);
  const note = none(
    'This description needs these grants; their owners make them, and this report does not see whether they exist.',
  );
  return `${note}${htmlTable(['who', 'role', 'on', 'why', 'stack'], rows)}`;
}

function destroyed(review: Review): string {
  return htmlTable(
    ['resource', 'what happens'],
    review.destroyed.map((each) => [code(qualifiedAddress(each)), each.replaced ? 'replaced by a new one' : 'deleted']),
  );
}

function unknown(review: Review): string {
  if (review.unknown.length === 0) return none('Nothing.');
  return htmlTable(
    ['resource', 'rule'],
    review.unknown.map((each) => [code(qualifiedAddress(each)), each.ruleId]),
  );
}

function access(rows: readonly AccessRow[]): string {
  if (rows.length === 0) return none('No grants.');
  const choices = Object.values(EFFECT_WORDS).map(
    (words) => `<option value="${escaped(words)}">may ${escaped(words)}</option>`,
  );
  const filter =
    '<div class="filter"><input id="access-text" type="search" placeholder="Filter: group:analysts gold" aria-label="Filter grants by words">' +
    `<select id="access-effect" aria-label="Filter grants by what they let do"><option value="">may do anything</option>${choices.join('')}</select>` +
    '<span id="access-count" class="soft" role="status"></span></div>';
  const body = rows.map((row) => [
    code(row.principal),
    row.role,
    row.resource,
    effectsText(row.effects),
    row.condition ?? '',
    row.why ?? '',
    row.stack,
  ]);
  const note = isWithoutReasons(rows) ? none(NO_REASONS) : '';
  return `${note}${filter}${htmlTable(['who', 'role', 'on', 'may', 'only if', 'why', 'stack'], body, 'access')}`;
}

function rules(review: Review): string {
  const counted = (value: number) => (value === 0 ? '' : String(value));
  return htmlTable(
    ['rule', 'severity', 'what holds', 'checked', 'findings', 'excepted', 'unknown'],
    review.checkedByRule.map((rule) => [
      rule.id,
      html(`<span class="line">${escaped(rule.severity)}</span>`),
      rule.title,
      String(rule.checked),
      counted(rule.findings),
      counted(rule.excepted),
      counted(rule.unknown),
    ]),
  );
}

function inputs(review: Review): string {
  const files = new Map(review.inputs.map((input) => [input.stack, input]));
  const stacks = Object.entries(review.resourceCountByStack).map(([stack, count]) => [
    stack,
    String(count),
    files.get(stack)?.file ?? '',
    code(files.get(stack)?.sha256 ?? ''),
  ]);
  const withoutRules = Object.entries(review.unknownTypes).map(([type, count]) => [code(type), String(count)]);
  const types =
    withoutRules.length === 0
      ? none('Every resource type is covered by a rule, or listed as one that needs none.')
      : `<p>Resource types without rules</p>${htmlTable(['type', 'resources'], withoutRules)}`;
  return `${htmlTable(['stack', 'resources', 'file', 'SHA-256'], stacks)}${types}`;
}
