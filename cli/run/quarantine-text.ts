import { QUARANTINE_STATES, type QuarantineState } from '../../jobs/transform/quarantine-states';
import { grouped, textTable } from '../output/text-table';
import { asTyped } from '../output/typed-command';
import { wrappedLines } from '../output/wrapped-lines';
import type { ListedRow, QuarantineList, RowDetails, RuleCounts } from './quarantine-list';

/**
 * Counts by rule, then the rows of one state: the id of a row on a line of its own, to be copied.
 * @param choice `isNarrowed`: the list was asked for one hospital, table or rule
 */
export function listText(
  { counts, rows, found }: QuarantineList,
  { state, isNarrowed }: { readonly state: QuarantineState; readonly isNarrowed: boolean },
): string {
  if (counts.length === 0)
    return isNarrowed
      ? 'Nothing of that hospital, table and rule is or was in quarantine.'
      : 'Nothing is or was in quarantine.';
  return [
    textTable(
      ['hospital', 'table', 'rules', 'rows'],
      counts.map((each) => [each.hospital, each.table, each.rules, stateCounts(each)]),
    ),
    ...(rows.length === 0 ? [`No row is ${state}.`] : rows.flatMap(rowLines)),
    ...(found > rows.length ? [`${grouped(rows.length)} of ${grouped(found)} rows; --limit shows more`] : []),
  ].join('\n');
}

/** `21 open, 3 mended` */
function stateCounts(counts: RuleCounts): string {
  return QUARANTINE_STATES.flatMap((state) => (counts[state] > 0 ? [`${grouped(counts[state])} ${state}`] : [])).join(
    ', ',
  );
}

function rowLines({ id, fileShown, line, rules, shape }: ListedRow): string[] {
  const place = fileShown === null ? 'read from a database' : `${fileShown}, line ${line ?? 'unknown'}`;
  return [
    id,
    ...[place, `rules: ${rules.join(', ')}`, ...(shape === null ? [] : [`shape: ${shape}`])].flatMap((text) =>
      wrappedLines(`  ${text}`, '    '),
    ),
  ];
}

/** One row, what its rules say, what was decided, and what can be done. */
export function rowText(row: RowDetails): string {
  const place = row.fileShown === null ? 'read from a database' : `${row.fileShown}, line ${row.line ?? 'unknown'}`;
  return [
    `${row.id}: ${row.state}`,
    `  ${row.kind === 'line' ? 'an unreadable line' : 'a row'} of ${row.table} of ${row.hospital}, ${place}`,
    ...row.words.map(({ rule, says }) => `  ${rule}: ${says}`),
    `  shape: ${row.shape ?? 'not recorded'}`,
    ...row.decisions.map(
      ({ decided_at: at, decision, made_by: madeBy, person, reason }) =>
        `  ${String(at).slice(0, 19)} ${decision} by ${madeBy}${person === null ? '' : ` (${person})`}: ${reason}`,
    ),
    ...(row.state === 'open' ? [`  ${asTyped(whatNext(row))}`] : []),
  ].join('\n');
}

function whatNext({ id, kind, notReleasable }: RowDetails): string {
  if (kind === 'line')
    return `Nothing can mend a line. Once a corrected file is in: rcm quarantine discard ${id} --reason "..."`;
  const release =
    notReleasable === null
      ? `rcm quarantine release ${id} --reason "..." takes it as it is.`
      : `It cannot be released: ${notReleasable}.`;
  return `A later good version mends it. ${release}`;
}
