import type { AccessChange } from '../access/difference';
import { type AccessRow, effectsText } from '../access/matrix';
import { qualifiedAddress } from '../estate/resource';
import { exceptionPlace, type RenamedRule } from '../review/exceptions';
import type { Review } from '../review/review';
import { ruleOf } from '../rules';
import { contentHash } from './json';
import { DISCLAIMER, isWithoutReasons, NO_REASONS, outcomeWords, PARTIAL, STATUS_WORDS, summaryLine } from './words';

/** The review for a terminal: findings first, each with its fix. */
export function renderText(review: Review): string {
  return [
    summaryLine(review),
    `${outcomeWords(review)}.`,
    controlCounts(review),
    ...(review.complete ? [] : [PARTIAL]),
    ...section('Findings', findings(review)),
    ...section('Excepted', exceptions(review)),
    ...section('Exceptions with an old rule id', review.renamed.map(renamedText).map(indented)),
    ...section('Weakened settings', weakened(review)),
    ...section('Agreement with Google, as recorded', agreements(review)),
    ...section('Grants that owners of other projects make', neededGrants(review)),
    ...section('Deleted or replaced by this plan', destroyed(review)),
    ...section('Unknown before the apply', unknown(review)),
    ...section('Resource types without rules', unknownTypes(review)),
    '',
    DISCLAIMER,
    `Content hash ${contentHash(review)}`,
    '',
  ].join('\n');
}

/** The notice about an exception that names a rule by its id of an earlier version. */
export function renamedText({ exception, newId }: RenamedRule): string {
  return `${exceptionPlace(exception)}: ${exception.ruleId} is now ${newId}; change the id in the exception before the next version.`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function indented(line: string): string {
  return `  ${line}`;
}

function controlCounts({ controls }: Review): string {
  const counts = Object.entries(STATUS_WORDS).flatMap(([status, words]) => {
    const count = controls.filter((each) => each.status === status).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  return `Controls: ${counts.join(', ')}.`;
}

function findings(review: Review): string[] {
  return review.findings.flatMap((finding) => {
    const fix = ruleOf(finding.ruleId)?.fix;
    return [
      `  ${finding.severity.padEnd(6)} ${qualifiedAddress(finding)}`,
      `         ${finding.message} [${finding.ruleId}]`,
      ...(fix === undefined ? [] : [`         ${fix}`]),
    ];
  });
}

function exceptions(review: Review): string[] {
  return review.excepted.map(
    ({ finding, exception }) =>
      `  ${exceptionPlace(exception)} [${finding.ruleId}] ${exception.reason} (${exception.owner}, until ${exception.expires})`,
  );
}

function weakened(review: Review): string[] {
  return review.weakened.map(
    (each) =>
      `  ${each.setting} = ${each.value}: ${each.reason || 'no reason given'} (${each.address === '' ? each.stack : qualifiedAddress(each)})`,
  );
}

function agreements(review: Review): string[] {
  return review.agreements.map((each) => `  accepted on ${each.acceptedOn} by ${each.by} (${each.stack})`);
}

function neededGrants(review: Review): string[] {
  return review.neededGrants.map((each) => `  ${each.member} ${each.role} on ${each.on}: ${each.why} (${each.stack})`);
}

function destroyed(review: Review): string[] {
  return review.destroyed.map((each) => `  ${qualifiedAddress(each)} ${each.replaced ? 'is replaced' : 'is deleted'}`);
}

function unknown(review: Review): string[] {
  return review.unknown.map((each) => `  ${qualifiedAddress(each)} [${each.ruleId}]`);
}

function unknownTypes(review: Review): string[] {
  return Object.entries(review.unknownTypes).map(([type, count]) => `  ${type} (${count})`);
}

/** What a change does to access, one sentence each, the widest first. */
export function renderAccessDifference(changes: readonly AccessChange[]): string {
  if (changes.length === 0) return 'Nobody gains or loses access.\n';
  return changes.map(({ kind, sentence }) => `${kind.padEnd(8)} ${sentence}\n`).join('');
}

/** `may read rows`, `no access to patient data`, `effects unknown` */
function effectsPhrase(effects: AccessRow['effects']): string {
  if (effects === 'unknown') return 'effects unknown';
  return effects.length === 0 ? effectsText(effects) : `may ${effectsText(effects)}`;
}

/** The access matrix for a terminal, one block for each principal. */
export function renderAccessText(rows: readonly AccessRow[]): string {
  const lines: string[] = isWithoutReasons(rows) ? [NO_REASONS, ''] : [];
  let principal: string | undefined;
  for (const row of rows) {
    if (row.principal !== principal) lines.push(...(principal === undefined ? [] : ['']), row.principal);
    principal = row.principal;
    const condition = row.condition === null ? '' : `  if ${row.condition}`;
    lines.push(`  ${row.role}  on ${row.resource}  (${row.stack})${condition}`);
    lines.push(`    ${effectsPhrase(row.effects)}${row.why === null ? '' : `; ${row.why}`}`);
  }
  return `${lines.join('\n')}\n`;
}
