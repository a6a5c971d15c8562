import type { SurveyedTable } from '../../jobs/sources/mysql/survey';
import { entitiesOf } from '../../model/catalogue';
import { BASE_MODEL } from '../../model/model';
import type { Entity } from '../../model/types';
import type { MissingTable, Proposal, ProposedTable, TableCandidate } from './proposal';
import { type EntityTables, type RowCounts, scoreTables, withRows } from './score-tables';

/** Lowest confidence of a proposed table; below it a table is only a candidate. */
const LEAST_TABLE = 0.6;
/** Lowest share of the required columns of a proposed table. */
const LEAST_REQUIRED = 0.5;
/** Two tables closer than this are a tie, which a person decides. */
const TIE = 0.02;
/** Candidates shown for one table. */
const CANDIDATES = 3;
/** Tables per entity whose rows are counted. */
const COUNTED = 4;

/** The entities that a database may hold. */
const entities = () => entitiesOf(BASE_MODEL, 'emr');

/** Scores every table of a database for every table of the model. */
export function scoreDatabase(tables: readonly SurveyedTable[]): EntityTables[] {
  return scoreTables(entities(), tables);
}

/** The tables whose rows should be counted before a proposal: those that some table of the model might be read from. */
export function tablesToCount(scored: readonly EntityTables[]): string[] {
  const likely = scored.flatMap((each) => each.tables.slice(0, COUNTED));
  return [...new Set(likely.map(({ table }) => table))].sort();
}

/**
 * How the tables of a database map to the common data model, by their names, types, keys and foreign keys.
 * @param rows rows of `tablesToCount`.
 * @param known tables that are known already, such as those of a preset: nothing else is proposed for their entities.
 */
export function proposeMapping(
  scored: readonly EntityTables[],
  rows: RowCounts = new Map(),
  known: readonly ProposedTable[] = [],
): Proposal {
  const open = scored.filter(({ entity: { name } }) => !known.some(({ entity }) => entity === name));
  const taken = new Set(known.map(({ table }) => table));
  const proposed = [...known];
  const missing: MissingTable[] = [];
  // The surest entity chooses first: a table is read as one entity only.
  for (const { entity, tables: all } of surestFirst(withRows(open, rows))) {
    const free = all.filter(({ table }) => !taken.has(table));
    const [first, second] = free;
    const fits = first !== undefined && isSure(entity, first);
    const isTie = fits && second !== undefined && first.confidence - second.confidence < TIE;
    if (!fits || isTie) {
      const reason = isTie ? 'two tables fit equally well' : reasonOf(first);
      missing.push({ entity: entity.name, reason, candidates: free.slice(0, CANDIDATES).map(asCandidate) });
      continue;
    }
    taken.add(first.table);
    proposed.push({ ...first, others: free.slice(1, CANDIDATES + 1).map(asCandidate) });
  }
  const order = entities().map(({ name }) => name);
  const inOrder = (left: { entity: string }, right: { entity: string }) =>
    order.indexOf(left.entity) - order.indexOf(right.entity);
  return { tables: proposed.sort(inOrder), missing: missing.sort(inOrder) };
}

function surestFirst(options: readonly EntityTables[]): EntityTables[] {
  const best = (each: EntityTables) => each.tables[0]?.confidence ?? 0;
  return [...options].sort((left, right) => best(right) - best(left));
}

function isSure(entity: Entity, { confidence, holes }: ProposedTable): boolean {
  const required = entity.columns.filter(({ presence }) => presence === 'required').length;
  const lacking = holes.filter((hole) => hole.required).length;
  return confidence >= LEAST_TABLE && (required - lacking) / required >= LEAST_REQUIRED;
}

function reasonOf(first: TableCandidate | undefined): string {
  return first === undefined ? 'no table looks like it' : 'no table is sure enough';
}

function asCandidate({ table, confidence, reason }: TableCandidate): TableCandidate {
  return { table, confidence, reason };
}
