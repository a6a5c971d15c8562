import type { Measurements } from '../../jobs/sources/mysql/measure';
import type { SurveyedTable } from '../../jobs/sources/mysql/survey';
import { entity } from '../../model/catalogue';
import type { Proposal, ProposedColumn, ProposedTable } from './proposal';

/** What stands between the parts of an id. */
const BETWEEN = '-';

/**
 * Ids of several columns: where the primary key of a table has more than one column and the column that was taken for the id repeats,
 * the id is all of them, and so is every reference to it that has the same columns.
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
    tables = tables.map((each) => {
      if (each.entity !== name && !each.columns.some(({ column }) => column === key) && !isHole(each, key)) return each;
      const here = columnsOf(each.table).map((column) => column.name.toLowerCase());
      if (sources.every((source) => here.includes(source.toLowerCase()))) return withConcat(each, key, sources);
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

function isHole({ holes }: ProposedTable, key: string): boolean {
  return holes.some(({ column }) => column === key);
}

function withConcat(table: ProposedTable, key: string, sources: readonly string[]): ProposedTable {
  const concat = sources.flatMap((source, place) => (place === 0 ? [source] : [BETWEEN, source]));
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
