import type { SurveyedTable } from '../../jobs/sources/mysql/survey';
import type { Entity, EntityColumn } from '../../model/types';
import { type MappedTable, mapColumns } from './map-columns';
import { CONFIDENCE, ColumnNames, isOtherTable, type NameMatch, ONLY_KEY, tableMatch } from './name-match';
import type { ProposedTable } from './proposal';

/** How much a table's name, the required columns and the other columns found in it count. */
const WEIGHTS = { name: 0.45, required: 0.35, optional: 0.2 } as const;
/** Name of a table that has none of the known ones, where its columns speak for it. */
const NAMELESS = 0.25 / WEIGHTS.name;
/** A table without a known name needs this many columns that say something, and this share of all. */
const LEAST_EVIDENCE = { columns: 3, share: 0.5 } as const;
/** Two names closer than this give neither entity the table. */
const OWNED_BY = 0.1;
/** For foreign keys that call the table by the entity's key; against it where they call another table so. */
const FOREIGN_KEYS = 0.08;
/** Against a table without a row. */
const EMPTY = 0.1;
/** Against a view: the table it reads is the safer source. */
const VIEW = 0.05;

/** What the server counted, by table: rows, up to a limit. Tables that are not in it were not counted. */
export type RowCounts = ReadonlyMap<string, number>;

/** An entity, and every table that might hold it, the surest first. */
export interface EntityTables {
  readonly entity: Entity;
  readonly tables: readonly ProposedTable[];
}

/** Scores every table for every entity: names, required and other columns, and what other tables refer to. */
export function scoreTables(entities: readonly Entity[], tables: readonly SurveyedTable[]): EntityTables[] {
  const names = entities.map((entity) => tables.map((table) => tableMatch(entity, table.name)));
  return entities.map((entity, row) => {
    const columns = new ColumnNames(entity);
    const links = linksOf(entity, columns, tables);
    const options = tables.flatMap((table, place): ProposedTable[] => {
      const name = names[row]?.[place] ?? null;
      const asAnother = Math.max(
        0,
        ...names.map((each, other) => (other === row ? 0 : (each[place]?.confidence ?? 0))),
      );
      if (asAnother > (name?.confidence ?? 0) + OWNED_BY) return [];
      const mapped = mapColumns(entity, columns, table.columns);
      const hasKey = entity.key.some((key) => mayBeHere(key, mapped));
      const isComposite = !hasKey && table.columns.filter(({ isKey }) => isKey).length > 1;
      const isOption =
        name === null
          ? speaksForItself(entity, table, mapped)
          : hasKey || isComposite || name.confidence >= CONFIDENCE.broader;
      if (mapped.columns.length === 0 || !isOption) return [];
      return [option(entity, table, name, mapped, links)];
    });
    return { entity, tables: options.sort((left, right) => right.confidence - left.confidence) };
  });
}

/** Whether a column is found, or several that a person must choose from. */
function mayBeHere(name: string, { columns, holes }: MappedTable): boolean {
  return (
    columns.some(({ column }) => column === name) ||
    holes.some(({ column, candidates }) => column === name && candidates.length > 0)
  );
}

/** Whether the columns alone make a table a candidate: few columns, or such as every table has, prove nothing. */
function speaksForItself(entity: Entity, table: SurveyedTable, { columns }: MappedTable): boolean {
  if (isOtherTable(table.name)) return false;
  const plain = new Set(
    entity.columns.filter(({ name, bookkeeping }) => bookkeeping || name === 'name').map(({ name }) => name),
  );
  const telling = columns.filter(({ column, reason }) => !plain.has(column) && reason !== ONLY_KEY);
  return telling.length >= LEAST_EVIDENCE.columns && columns.length >= entity.columns.length * LEAST_EVIDENCE.share;
}

function option(
  entity: Entity,
  table: SurveyedTable,
  name: NameMatch | null,
  mapped: MappedTable,
  links: ReadonlyMap<string, number>,
): ProposedTable {
  const found = new Set(mapped.columns.map(({ column }) => column));
  const share = (which: Entity['columns']) => shareOf(which, mapped);
  const required = entity.columns.filter(({ presence }) => presence === 'required');
  const optional = entity.columns.filter(({ presence }) => presence !== 'required');
  const pointing = links.get(table.name) ?? 0;
  const elsewhere = pointing === 0 && links.size > 0;
  const score =
    WEIGHTS.name * (name?.confidence ?? NAMELESS) +
    WEIGHTS.required * share(required) +
    WEIGHTS.optional * share(optional) +
    (pointing > 0 ? FOREIGN_KEYS : 0) -
    (elsewhere ? FOREIGN_KEYS : 0) -
    (table.kind === 'view' ? VIEW : 0);
  const isKeyed = table.columns.some(({ isKey }) => isKey);
  const requiredFound = required.filter((each) => found.has(each.name)).length;
  const reasons = [
    name?.reason ?? 'its columns',
    `${mapped.columns.length} of ${entity.columns.length} columns found`,
    ...(requiredFound < required.length ? [`${requiredFound} of the ${required.length} required`] : []),
    ...(pointing > 0 ? [`${pointing} foreign key${pointing === 1 ? '' : 's'} to it`] : []),
    ...(elsewhere ? ['foreign keys name another table so'] : []),
  ];
  return {
    entity: entity.name,
    table: table.name,
    kind: table.kind,
    reading: table.name === entity.source ? {} : { from: { table: table.name } },
    confidence: rounded(score),
    reason: reasons.join('; '),
    ...mapped,
    others: [],
    decisions: name === null ? ['only its columns speak for the table: check that its rows are these'] : [],
    notes: [
      ...(table.kind === 'view' ? ['it is a view: check that it shows every row, and all changes of a row'] : []),
      ...(table.kind === 'table' && !isKeyed ? ['it has no primary key: check that its ids do not repeat'] : []),
    ],
  };
}

/** Which part of the columns is there: amounts count twice, a key of any name and a column of which there are several count less. */
function shareOf(which: Entity['columns'], { columns, holes }: MappedTable): number {
  const weight = ({ unit }: EntityColumn) => (unit === 'usd' ? 2 : 1);
  const there = (column: EntityColumn) => {
    const found = columns.find((each) => each.column === column.name);
    if (found) return found.reason === ONLY_KEY ? 0.75 : 1;
    const several = holes.find((each) => each.column === column.name)?.candidates ?? [];
    return several.filter(({ confidence }) => confidence >= CONFIDENCE.propose).length > 1 ? 0.5 : 0;
  };
  const sum = (value: (column: EntityColumn) => number) => which.reduce((total, each) => total + value(each), 0);
  return which.length === 0 ? 1 : sum((each) => weight(each) * there(each)) / sum(weight);
}

/** The same tables, where those without a row count as less sure; not in a database without any row. */
export function withRows(options: readonly EntityTables[], rows: RowCounts): readonly EntityTables[] {
  if (![...rows.values()].some((count) => count > 0)) return options;
  return options.map(({ entity, tables }) => ({
    entity,
    tables: tables
      .map((table) =>
        rows.get(table.table) === 0
          ? { ...table, confidence: rounded(table.confidence - EMPTY), reason: `${table.reason}; no row` }
          : table,
      )
      .sort((left, right) => right.confidence - left.confidence),
  }));
}

function rounded(score: number): number {
  return Math.round(Math.min(1, Math.max(0, score)) * 100) / 100;
}

/** How many foreign keys of columns that are called as the entity's key lead to each table. */
function linksOf(entity: Entity, names: ColumnNames, tables: readonly SurveyedTable[]): ReadonlyMap<string, number> {
  const [key] = entity.key;
  const links = new Map<string, number>();
  for (const table of tables) {
    const keys = table.columns.filter(({ isKey }) => isKey).length;
    for (const { name, references, isKey } of table.columns) {
      // A row that shares its id with another table is a part of that row: it refers to no other one.
      const isWholeKey = isKey && keys === 1;
      if (references === undefined || references === table.name || key === undefined || isWholeKey) continue;
      const match = names.matches(name, '', false).get(key);
      if (match && match.confidence >= CONFIDENCE.abbreviated) links.set(references, (links.get(references) ?? 0) + 1);
    }
  }
  return links;
}
