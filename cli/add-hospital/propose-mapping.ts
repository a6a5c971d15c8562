import type { SurveyedColumn, SurveyedTable } from '../../jobs/sources/mysql/survey';
import { entitiesOf } from '../../model/catalogue';
import { BASE_MODEL } from '../../model/model';
import type { Entity, EntityColumn } from '../../model/types';
import { FILE_TEXT, typeFits } from './column-types';
import { CONFIDENCE, ColumnNames, type NameMatch, tableMatch } from './name-match';
import type { Candidate, Hole, MissingTable, Proposal, ProposedColumn, ProposedTable } from './proposal';

/** How much a table's name and the columns found in it count. */
const WEIGHTS = { name: 0.6, columns: 0.4 } as const;
/** Lowest confidence of a proposed table; below it a table is only a candidate. */
const LEAST_TABLE = 0.6;
/** Share of the columns that a table without a matching name must have. */
const LEAST_COLUMNS = 0.6;
/** Two tables closer than this are a tie, which a person decides. */
const TIE = 0.02;
/** Deducted from a view: the table it reads is the safer source. */
const VIEW_LESS = 0.05;
/** Candidates shown for one hole. */
const CANDIDATES = 3;

/** A pair that might be proposed. */
interface Pair extends Candidate {
  readonly column: EntityColumn;
  readonly fits: boolean;
}

/** How the tables of a database map to the common data model, by their names, types and keys alone. */
export function proposeMapping(tables: readonly SurveyedTable[]): Proposal {
  const options = entitiesOf(BASE_MODEL, 'emr').map((entity) => ({ entity, tables: tableOptions(entity, tables) }));
  const proposed: ProposedTable[] = [];
  const missing: MissingTable[] = [];
  const taken = new Set<string>();
  // The surest entity chooses first: a table is read as one entity only.
  const best = (each: (typeof options)[number]) => each.tables[0]?.confidence ?? 0;
  for (const { entity, tables: all } of [...options].sort((left, right) => best(right) - best(left))) {
    const free = all.filter(({ table }) => !taken.has(table));
    const [first, second] = free;
    const fits = first !== undefined && first.confidence >= LEAST_TABLE;
    const isTie = fits && second !== undefined && first.confidence - second.confidence < TIE;
    if (!fits || isTie) {
      missing.push({
        entity: entity.name,
        reason: isTie ? 'two tables fit equally well' : 'no table looks like it',
        candidates: free.slice(0, CANDIDATES).map(tableCandidate),
      });
      continue;
    }
    taken.add(first.table);
    proposed.push(first);
  }
  const order = options.map(({ entity }) => entity.name);
  const inOrder = (left: { entity: string }, right: { entity: string }) =>
    order.indexOf(left.entity) - order.indexOf(right.entity);
  return { tables: proposed.sort(inOrder), missing: missing.sort(inOrder) };
}

function tableCandidate({ table, confidence, reason }: ProposedTable) {
  return { table, confidence, reason };
}

/** Tables that may hold the entity, the surest first. */
function tableOptions(entity: Entity, tables: readonly SurveyedTable[]): ProposedTable[] {
  const names = new ColumnNames(entity);
  return tables
    .flatMap((table) => {
      const name = tableMatch(entity, table.name);
      const mapped = mapColumns(entity, names, table.columns);
      const share = mapped.columns.length / entity.columns.length;
      if (mapped.columns.length === 0 || (name === null && share < LEAST_COLUMNS)) return [];
      return [{ ...tableScore(name, share, mapped.columns.length, entity, table), ...mapped }];
    })
    .sort((left, right) => right.confidence - left.confidence);
}

function tableScore(name: NameMatch | null, share: number, found: number, entity: Entity, table: SurveyedTable) {
  const byName = name === null ? WEIGHTS.columns : name.confidence;
  const confidence = WEIGHTS.name * byName + WEIGHTS.columns * share - (table.kind === 'view' ? VIEW_LESS : 0);
  const isKeyed = table.columns.some(({ isKey }) => isKey);
  return {
    entity: entity.name,
    table: table.name,
    kind: table.kind,
    confidence: Math.round(Math.max(0, confidence) * 100) / 100,
    reason: `${name?.reason ?? 'its columns'}; ${found} of ${entity.columns.length} columns found`,
    notes: [
      ...(table.kind === 'view' ? ['it is a view: check that it shows every row, and all changes of a row'] : []),
      ...(table.kind === 'table' && !isKeyed ? ['it has no primary key: check that its ids do not repeat'] : []),
    ],
  };
}

/** The columns of a file's header as those of one entity, by their names alone. */
export function proposeFileColumns(entity: Entity, names: readonly string[]) {
  const sources = names.map((name) => ({ name, dataType: FILE_TEXT, isKey: false, comment: '' }));
  return mapColumns(entity, new ColumnNames(entity), sources);
}

function mapColumns(entity: Entity, names: ColumnNames, sources: readonly SurveyedColumn[]) {
  const pairs = pairsOf(entity, names, sources);
  const chosen = new Map<string, Pair>();
  const ambiguous = new Set<string>();
  const taken = new Set<string>();
  for (const pair of pairs.filter((each) => each.fits && each.confidence >= CONFIDENCE.propose)) {
    const { column, source, confidence } = pair;
    if (chosen.has(column.name) || ambiguous.has(column.name) || taken.has(source)) continue;
    const rivals = pairs.filter(
      (each) =>
        each.column === column &&
        each.source !== source &&
        each.confidence === confidence &&
        each.fits &&
        !taken.has(each.source),
    );
    if (rivals.length > 0) {
      ambiguous.add(column.name);
      continue;
    }
    chosen.set(column.name, pair);
    taken.add(source);
  }
  const columns = entity.columns.flatMap(({ name }): ProposedColumn[] => {
    const pair = chosen.get(name);
    return pair
      ? [{ column: name, source: pair.source, confidence: pair.confidence, reason: pair.reason, stripPrefix: '' }]
      : [];
  });
  const holes = entity.columns
    .filter(({ name }) => !chosen.has(name))
    .map((column) =>
      hole(
        column,
        pairs.filter((pair) => pair.column === column && !taken.has(pair.source)),
        ambiguous,
      ),
    );
  return { columns, holes, unused: sources.map(({ name }) => name).filter((name) => !taken.has(name)) };
}

function hole(column: EntityColumn, pairs: readonly Pair[], ambiguous: ReadonlySet<string>): Hole {
  return {
    column: column.name,
    required: column.presence === 'required',
    reason: ambiguous.has(column.name) ? 'several columns fit equally well' : 'no column looks like it',
    candidates: pairs.slice(0, CANDIDATES).map(({ source, confidence, reason }) => ({ source, confidence, reason })),
  };
}

/** Every column of the source that might be a common one, the surest first; in the order of the table where equally sure. */
function pairsOf(entity: Entity, names: ColumnNames, sources: readonly SurveyedColumn[]): Pair[] {
  const keys = sources.filter(({ isKey }) => isKey).length;
  const pairs = sources.flatMap((source) =>
    [...names.matches(source.name, source.comment, source.isKey && keys === 1)].flatMap(([name, match]): Pair[] => {
      const column = entity.columns.find((each) => each.name === name);
      if (!column) return [];
      const fits = typeFits(entity, column, source.dataType) !== 'no';
      return [{ ...explained(match, fits, source), source: source.name, column, fits }];
    }),
  );
  return pairs.sort((left, right) => right.confidence - left.confidence);
}

function explained({ confidence, reason }: NameMatch, fits: boolean, { dataType }: SurveyedColumn): NameMatch {
  return fits
    ? { confidence, reason }
    : { confidence: confidence / 2, reason: `${reason}, but its type is ${dataType}` };
}
