import type { MappedColumn, SourceColumn } from '../../../model/mapping/mapped-columns';

/** A column of the source that the table of the model is built from. */
export interface DescribedColumn extends SourceColumn {
  /** The server's own name of it. */
  readonly serverName: string;
  /** SQL that names it. */
  readonly column: string;
  /** SQL that reads it as the text to land; `null` where the source may lack the column and does. */
  readonly read: string;
  /** Its values are numbers, days and the like, or texts of UTF-8 to the server; otherwise it may hold texts in another character set. */
  readonly isUtf8: boolean;
  /** Lower-case data type of the server, e.g. `datetime`; null: the source has no such column. */
  readonly dataType: string | null;
}

/** A table of the source, checked against the mapping. */
export interface DescribedTable {
  /** SQL to select from: the table, quoted, or a query; only the rows of the mapping's `where`. */
  readonly table: string;
  /** The table's own name, where all of its rows are read and no query stands in for it; null: otherwise. */
  readonly plainName: string | null;
  /** `sourceColumns(mapped)`. */
  readonly sources: readonly DescribedColumn[];
  /** The columns of the model. */
  readonly mapped: readonly MappedColumn[];
  /** The cursor, and the zone of its clock (null: UTC); null: every run reads the whole table. */
  readonly cursor: { readonly name: string; readonly dataType: string; readonly zone: string | null } | null;
}
