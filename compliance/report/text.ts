import type { AccessChange } from '../access/difference';
import { type AccessRow, effectsText } from '../access/matrix';
import { qualifiedAddress } from '../estate/resource';
import { exceptionPlace } from '../review/exceptions';
import type { Review } from '../review/review';
import { PACK } from '../rules';
import { contentHash } from './json';
import { DISCLAIMER, outcomeWords, STATUS_WORDS, summaryLine } from './words';

const FIX_BY_RULE = new Map(PACK.map((rule) => [rule.id, rule.fix]));

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

/** The review for a terminal: what is wrong first, the way to mend it beside it. */
export function renderText(review: Review): string {
  const findings = review.findings.flatMap((finding) => {
    const fix = FIX_BY_RULE.get(finding.ruleId);
    return [
      `  ${finding.severity.padEnd(6)} ${qualifiedAddress(finding)}`,
      `         ${finding.message} [${finding.ruleId}]`,
      ...(fix === undefined ? [] : [`         ${fix}`]),
    ];
  });
  const excepted = review.excepted.map(
    ({ finding, exception }) =>
      `  ${exceptionPlace(exception)} [${finding.ruleId}] ${exception.reason} (${exception.owner}, until ${exception.expires})`,
  );
  const cannotTell = review.cannotTell.map((each) => `  ${qualifiedAddress(each)} [${each.ruleId}]`);
  const unknown = Object.entries(review.unknownTypes).map(([type, count]) => `  ${type} (${count})`);
  const statuses = review.controls.map((each) => each.status);
  const controls = Object.entries(STATUS_WORDS)
    .map(([status, words]) => `${statuses.filter((each) => each === status).length} ${words}`)
    .join(', ');
  const scope = review.complete
    ? []
    : ['Only a part of an environment was given: what must exist elsewhere was not judged.'];
  const weakened = review.weakened.map(
    (each) =>
      `  ${each.setting} = ${each.value}: ${each.reason || 'no reason given'} (${each.address === '' ? each.stack : qualifiedAddress(each)})`,
  );
  const agreements = review.agreements.map((each) => `  accepted on ${each.acceptedOn} by ${each.by} (${each.stack})`);
  const needed = review.neededGrants.map(
    (each) => `  ${each.member} ${each.role} on ${each.on}: ${each.why} (${each.stack})`,
  );
  const destroyed = review.destroyed.map(
    (each) => `  ${qualifiedAddress(each)} ${each.replaced ? 'is replaced' : 'is deleted'}`,
  );
  return [
    summaryLine(review),
    `${outcomeWords(review)}.`,
    `Controls: ${controls}.`,
    ...scope,
    ...section('Findings', findings),
    ...section('Excepted', excepted),
    ...section('Weakened by name', weakened),
    ...section('Agreement with Google, as recorded', agreements),
    ...section('Grants that owners of other projects make', needed),
    ...section('Deleted or replaced by this plan', destroyed),
    ...section('Cannot be told before the apply', cannotTell),
    ...section('Resource types without rules', unknown),
    '',
    DISCLAIMER,
    `Content hash ${contentHash(review)}`,
    '',
  ].join('\n');
}

/** Stands where a document has grants and no reasons: a plan keeps no comments. */
export const NO_REASONS = 'No grant here says why: a plan carries no reasons, and other descriptions may have none.';

/** Whether none of the grants says why. */
export function isWithoutReasons(rows: readonly AccessRow[]): boolean {
  return rows.length > 0 && rows.every((row) => row.why === null);
}

/** What a change does to who may do what, a sentence each, what is wider first. */
export function renderAccessDifference(changes: readonly AccessChange[]): string {
  if (changes.length === 0) return 'Nobody gets or loses anything.\n';
  return changes.map(({ kind, sentence }) => `${kind.padEnd(8)} ${sentence}\n`).join('');
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
    const effects = row.effects === 'cannot_tell' ? 'cannot tell what it lets do' : `may ${effectsText(row.effects)}`;
    lines.push(`    ${effects}${row.why === null ? '' : `; ${row.why}`}`);
  }
  return `${lines.join('\n')}\n`;
}
