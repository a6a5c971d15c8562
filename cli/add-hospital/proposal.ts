import type { ColumnMapping, MappingSpec } from '../../model/mapping/mapping-spec';

/** A column of the source that may be a common column. */
export interface Candidate {
  readonly source: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly reason: string;
}

/** What a mapping says of a column beside the one source column that it comes from. */
export type ColumnVerbs = Omit<Exclude<ColumnMapping, string>, 'column'>;

/** A common column and where to read it. */
export interface ProposedColumn extends Omit<Candidate, 'source'> {
  readonly column: string;
  /** null: the verbs say where it comes from: several columns, or a constant. */
  readonly source: string | null;
  /** `{}`: its values are read as they are. */
  readonly verbs: ColumnVerbs;
}

/** A common column without a source. */
export interface Hole {
  readonly column: string;
  /** The table cannot be read before the mapping names a source for it. An optional column stays empty. */
  readonly required: boolean;
  readonly reason: string;
  /** Best first, for a person to choose from. */
  readonly candidates: readonly Candidate[];
  /** A person should choose, although no column is known to fit. */
  readonly decide?: true;
}

/** The reason of a column that a preset maps. */
export const OF_PRESET = 'the preset';

/** Whether a person must choose; otherwise the source just does not deliver the column. */
export function isOpen({ required, candidates, decide }: Hole): boolean {
  return required || decide === true || candidates.length > 0;
}

/** The columns that are just not delivered, by why. */
export function notDelivered(holes: readonly Hole[]): ReadonlyMap<string, readonly string[]> {
  const byReason = new Map<string, string[]>();
  for (const hole of holes.filter((each) => !isOpen(each)))
    byReason.set(hole.reason, [...(byReason.get(hole.reason) ?? []), hole.column]);
  return byReason;
}

/** A table that may hold an entity. */
export interface TableCandidate {
  readonly table: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly reason: string;
}

/** An entity of the common data model and the table it is read from. */
export interface ProposedTable extends TableCandidate {
  readonly entity: string;
  /** `query`: the rows of `from.query`; the table's name is only for people then. */
  readonly kind: 'table' | 'view' | 'query';
  /** What the mapping says of the table beside its name and its columns. */
  readonly reading: Pick<MappingSpec[string], 'from' | 'where' | 'cursor'>;
  readonly columns: readonly ProposedColumn[];
  readonly holes: readonly Hole[];
  /** Columns of the source that are not read. */
  readonly unused: readonly string[];
  /** Tables that may be it too, best first. */
  readonly others: readonly TableCandidate[];
  /** What a person must decide, beside the holes. It begins with the column's name, or is about the table. */
  readonly decisions: readonly string[];
  /** Notes for a person to check. */
  readonly notes: readonly string[];
}

/** An entity without a table. */
export interface MissingTable {
  readonly entity: string;
  readonly reason: string;
  /** Best first. */
  readonly candidates: readonly TableCandidate[];
}

/** How a database maps to the common data model. It names tables, columns and codes, and holds no value of any row beside them. */
export interface Proposal {
  readonly tables: readonly ProposedTable[];
  readonly missing: readonly MissingTable[];
}
