import { textTable } from '../output/text-table';
import type { Proposal, ProposedColumn, ProposedTable } from './proposal';

/** A proposal for people: what is read from where, how sure that is and why, and what is missing. */
export function proposalLines({ tables, missing }: Proposal): string[] {
  return [
    ...tables.flatMap(tableLines),
    ...missing.map(({ entity, reason, candidates }) => {
      const names = candidates.map(({ table, confidence }) => `${shown(table)} (${percent(confidence)})`);
      return `\n${entity}: NO TABLE; ${reason}${names.length > 0 ? `; perhaps ${names.join(', ')}` : ''}`;
    }),
  ];
}

function tableLines({
  entity,
  table,
  kind,
  confidence,
  reason,
  columns,
  holes,
  unused,
  notes,
}: ProposedTable): string[] {
  // Columns under their usual names need no review.
  const usual = columns.filter(isUsual).length;
  const rows = columns
    .filter((column) => !isUsual(column))
    .map((column) => [column.column, shown(column.source), percent(column.confidence), column.reason]);
  return [
    `\n${entity} <- ${kind} ${shown(table)} (${percent(confidence)}: ${reason})`,
    ...(rows.length > 0 ? [textTable(['common column', 'source', 'sure', 'why'], rows)] : []),
    ...(usual > 0 ? [`  ${usual}${rows.length > 0 ? ' more' : ''} under their usual names`] : []),
    ...holes.map(({ column, required, reason: why, candidates }) => {
      const names = candidates.map((each) => `${shown(each.source)} (${percent(each.confidence)}, ${each.reason})`);
      return `  ${required || names.length > 0 ? 'HOLE' : 'NOT DELIVERED'} ${column}: ${why}${names.length > 0 ? `; perhaps ${names.join(', ')}` : ''}`;
    }),
    ...notes.map((note) => `  note: ${note}`),
    ...(unused.length > 0 ? [`  not read: ${unused.map(shown).join(', ')}`] : []),
  ];
}

function isUsual({ confidence, stripPrefix }: ProposedColumn): boolean {
  return confidence === 1 && stripPrefix === '';
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A name of the source, quoted if it holds characters that a terminal would act on. */
function shown(name: string): string {
  return /^[\p{L}\p{N}_$ -]+$/u.test(name)
    ? name
    : JSON.stringify(name).replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '?');
}
