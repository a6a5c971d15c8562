/** A column of the source that may be a common column. */
export interface Candidate {
  readonly source: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly reason: string;
}

/** A common column and where to read it. */
export interface ProposedColumn extends Candidate {
  readonly column: string;
  /** Removed from the front of each value; '' removes nothing. */
  readonly stripPrefix: string;
}

/** A common column without a source. */
export interface Hole {
  readonly column: string;
  /** The table cannot be read before the mapping names a source for it. An optional column stays empty. */
  readonly required: boolean;
  readonly reason: string;
  /** Best first, for a person to choose from. */
  readonly candidates: readonly Candidate[];
}

/** An entity of the common data model and the table it is read from. */
export interface ProposedTable {
  readonly entity: string;
  readonly table: string;
  readonly kind: 'table' | 'view';
  /** 0 to 1. */
  readonly confidence: number;
  readonly reason: string;
  readonly columns: readonly ProposedColumn[];
  readonly holes: readonly Hole[];
  /** Columns of the source that are not read. */
  readonly unused: readonly string[];
  /** Notes for a person to check. */
  readonly notes: readonly string[];
}

/** An entity without a table. */
export interface MissingTable {
  readonly entity: string;
  readonly reason: string;
  /** Best first. */
  readonly candidates: readonly { readonly table: string; readonly confidence: number; readonly reason: string }[];
}

/** How a database maps to the common data model. It names tables and columns, and holds no value of any row. */
export interface Proposal {
  readonly tables: readonly ProposedTable[];
  readonly missing: readonly MissingTable[];
}
