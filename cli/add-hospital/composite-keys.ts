import type { Measurements } from '../../jobs/sources/mysql/measure';
import type { SurveyedTable } from '../../jobs/sources/mysql/survey';
import { entity } from '../../model/catalogue';
import type { Proposal, ProposedColumn, ProposedTable } from './proposal';

/**
 * Ids of several columns: where the primary key of a table has more than one column and the column that was taken for the id repeats,
 * the id is all of them, and so is every reference to it that has the same columns. A separator that no part has stands between them, so that
 * two ids never become one; where there is none, a person decides.
 */
export async function withCompositeKeys(
  proposal: Proposal,
  survey: readonly SurveyedTable[],
  measurements: Measurements,
): Promise<Proposal> {
  const columnsOf = (table: string) => survey.find(({ name }) => name === table)?.columns ?? [];
  let { tables } = proposal;
  for (const { entity: name, table, kind } of proposal.tables) {
    const [key, ...others] = entity(name).key;
    const parts = columnsOf(table).filter(({ isKey }) => isKey);
    if (kind === 'query' || key === undefined || others.length > 0 || parts.length < 2) continue;
    const current = tables.find((each) => each.entity === name)?.columns.find(({ column }) => column === key);
    if (current?.source && (await measurements.repeats({ table, column: current.source })) !== true) continue;
    const sources = parts.map((part) => part.name);
    const hasParts = (other: ProposedTable) => {
      const here = columnsOf(other.table).map((column) => column.name.toLowerCase());
      return sources.every((source) => here.includes(source.toLowerCase()));
    };
    const holders = tables.filter((each) => (each.entity === name || hasKey(each, key)) && hasParts(each));
    const places = holders.flatMap((each) => sources.map((source) => ({ table: each.table, column: source })));
    const between = (await measurements.unusedSeparators(places))?.[0];
    tables = tables.map((each) => {
      if (each.entity !== name && !hasKey(each, key)) return each;
      if (hasParts(each))
        return between === undefined ? withQuestion(each, key, sources) : withConcat(each, key, sources, between);
      return each.kind === 'query'
        ? each
        : {
            ...each,
            decisions: [...each.decisions, `${key}: the ids of ${name} are of several columns, which this table lacks`],
          };
    });
  }
  return { ...proposal, tables };
}

/** Whether the table has the id, or lacks a source for it. */
function hasKey({ columns, holes }: ProposedTable, key: string): boolean {
  return [...columns, ...holes].some(({ column }) => column === key);
}

/** The table without a source for the id, which a person must name. */
function withQuestion(table: ProposedTable, key: string, sources: readonly string[]): ProposedTable {
  const required = entity(table.entity).columns.some(({ name, presence }) => name === key && presence === 'required');
  const reason = `a key of ${sources.length} columns; concat them with a text between that no value of theirs has`;
  const hole = { column: key, required, reason, candidates: [], decide: true } as const;
  return {
    ...table,
    columns: table.columns.filter((each) => each.column !== key),
    holes: [...table.holes.filter((each) => each.column !== key), hole],
  };
}

function withConcat(table: ProposedTable, key: string, sources: readonly string[], between: string): ProposedTable {
  const concat = sources.flatMap((source, place) => (place === 0 ? [source] : [between, source]));
  const column: ProposedColumn = {
    column: key,
    source: null,
    verbs: { concat },
    confidence: 0.8,
    reason: `a key of ${sources.length} columns`,
  };
  const order = entity(table.entity).columns.map(({ name }) => name);
  const columns = [...table.columns.filter((each) => each.column !== key), column];
  return {
    ...table,
    columns: columns.sort((left, right) => order.indexOf(left.column) - order.indexOf(right.column)),
    holes: table.holes.filter((each) => each.column !== key),
    unused: table.unused.filter((name) => !sources.includes(name)),
  };
}
