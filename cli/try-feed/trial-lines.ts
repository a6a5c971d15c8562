import { ruleWords } from '../../jobs/reports/rule-words';
import { REFERENCE_OWNER } from '../../model/datasets';
import type { Entity } from '../../model/types';
import { grouped, textTable } from '../output/text-table';
import type { FeedTrial } from './try-feed';
import type { TriedRows } from './try-rows';

/** A trial for people: the fields for the feed, what each column would become, and what would be held back. */
export function trialLines(trial: FeedTrial, entity: Entity): string[] {
  const { hospital, table, dialect, mapping, missing, unused, notes, tried, confidence, columns } = trial;
  const fields = literal(dialect);
  const whose = hospital === REFERENCE_OWNER ? 'environment' : 'hospital';
  return [
    `${table} of ${hospital}${columns > 0 ? `: ${columns} columns, written so on ${Math.round(confidence * 100)} % of the lines looked at` : ''}`,
    '',
    ...(columns === 0
      ? []
      : fields === '{}'
        ? ['written as a feed is by default']
        : ['for the feed in the environment file:', `  ${fields}`]),
    ...(Object.keys(mapping).length > 0
      ? [`for the mapping of the ${whose}:`, `  ${table}: { columns: ${literal(mapping)} }`]
      : []),
    ...missing.map(({ column, required, reason }) => `  ${required ? 'HOLE' : 'NOT DELIVERED'} ${column}: ${reason}`),
    ...(unused.length > 0
      ? [`  not read: column${unused.length > 1 ? 's' : ''} ${unused.join(', ')} of the file, counted from 1`]
      : []),
    ...notes.map((note) => `  note: ${note}`),
    ...(tried ? rowLines(tried, entity) : []),
  ];
}

function rowLines(
  { rows, heldRows, rejectedLines, declaredLines, columns, rules, refused }: TriedRows,
  entity: Entity,
): string[] {
  if (refused.length > 0) return ['', ...refused.map(({ code }) => `the file would be REFUSED: ${code}`)];
  const lines = Object.entries(rejectedLines);
  return [
    '',
    `${grouped(rows)} row(s) would land; quarantine would hold ${grouped(heldRows)} of them${declaredLines > 0 ? `; ${declaredLines} comment or footer line(s)` : ''}`,
    ...lines.map(([rule, count]) => `  ${count} line(s) are not rows: ${rule}`),
    textTable(
      ['column', 'type', 'readable', 'unreadable', 'null'],
      columns.map(({ column, type, readable, unreadable, nulls }) => [
        column,
        type,
        readable === null ? null : `${Math.floor(readable * 1000) / 10}%`,
        unreadable,
        nulls,
      ]),
    ),
    ...(rules.length === 0
      ? ['no rule is broken']
      : [
          textTable(
            ['rule', 'severity', 'rows', 'what it says'],
            rules.map(({ rule, severity, rows: broken }) => [rule, severity, broken, ruleWords(entity, rule)]),
          ),
        ]),
  ];
}

/** Data as TypeScript in one line. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(
      ([key, part]) => `${/^[a-z_]\w*$/i.test(key) ? key : quoted(key)}: ${literal(part)}`,
    );
    return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
  }
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
