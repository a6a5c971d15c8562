import { textTable } from '../output/text-table';
import {
  isOpen,
  notDelivered,
  OF_PRESET,
  type Proposal,
  type ProposedColumn,
  type ProposedTable,
  type TableCandidate,
} from './proposal';

/** A proposal for people: what is read from where, how sure that is and why, and what is missing. */
export function proposalLines({ tables, missing }: Proposal): string[] {
  return [
    ...tables.flatMap(tableLines),
    ...missing.flatMap(({ entity, reason, candidates }) => [
      `\n${entity}: NO TABLE; ${reason}`,
      ...candidates.map((each) => `  perhaps ${candidateText(each)}`),
    ]),
  ];
}

function candidateText({ table, confidence, reason }: TableCandidate): string {
  return `${shown(table)} (${percent(confidence)}: ${reason})`;
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
  others,
  decisions,
  notes,
}: ProposedTable): string[] {
  // Columns under their usual names need no review.
  const usual = columns.filter(isUsual).length;
  const rows = columns
    .filter((column) => !isUsual(column))
    .map((column) => [column.column, sourceText(column), percent(column.confidence), column.reason]);
  return [
    `\n${entity} <- ${kind} ${shown(table)} (${percent(confidence)}: ${reason})`,
    ...(rows.length > 0 ? [textTable(['common column', 'source', 'sure', 'why'], rows)] : []),
    ...(usual > 0
      ? [
          `  ${usual}${rows.length > 0 ? ' more' : ''} ${columns.some(isOfPreset) ? 'as the preset says' : 'under their usual names'}`,
        ]
      : []),
    ...holes.filter(isOpen).map((hole) => {
      const names = hole.candidates.map(
        (each) => `${shown(each.source)} (${percent(each.confidence)}, ${each.reason})`,
      );
      const perhaps = names.length > 0 ? `; perhaps ${names.join(', ')}` : '';
      return `  HOLE ${hole.column}: ${hole.reason}${perhaps}`;
    }),
    ...[...notDelivered(holes)].map(([why, names]) => `  NOT DELIVERED ${names.join(', ')}: ${why}`),
    ...decisions.map((decision) => `  TO DECIDE ${decision}`),
    ...notes.map((note) => `  note: ${note}`),
    ...(unused.length > 0 ? [`  not read: ${unused.map(shown).join(', ')}`] : []),
    ...others.map((each) => `  rather than ${candidateText(each)}`),
  ];
}

function isUsual({ confidence, verbs }: ProposedColumn): boolean {
  return confidence === 1 && Object.keys(verbs).length === 0;
}

function isOfPreset({ reason }: ProposedColumn): boolean {
  return reason === OF_PRESET;
}

/** The source column and what is done with it, in the words of the mapping. */
function sourceText({ source, verbs }: ProposedColumn): string {
  const { concat, coalesce, values, ...others } = verbs;
  const from = [
    ...(source === null ? [] : [shown(source)]),
    ...(concat ? [concat.map((part) => (typeof part === 'string' ? shown(part) : '…')).join(' ')] : []),
    ...(coalesce ? [coalesce.map(shown).join(' or ')] : []),
  ];
  const rest = Object.entries(others).map(([verb, value]) => `${verb}: ${String(value)}`);
  return [...from, ...(values ? ['values'] : []), ...rest].join(', ');
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
