import type { TableDefinition } from '../../../model/types';

/** One place of a statement that reads a table. */
export interface TableScan {
  readonly table: TableDefinition;
  /** Columns that the statement reads there, by name. */
  readonly columns: ReadonlySet<string>;
  /** Columns that are compared with constants in the same SELECT, so that other rows need not be read. */
  readonly bounded: ReadonlySet<string>;
  /** Whether the statement deletes or changes rows of the table there. */
  readonly changes: boolean;
}

/** Columns by which BigQuery can leave out parts of a table: its partitions, and the blocks of its first cluster column. */
export function pruningColumns({ partitionBy, clusterBy = [] }: TableDefinition): string[] {
  return [partitionBy, clusterBy[0]].filter((name) => name !== undefined);
}

/** The column by which parts of the table are left out; undefined: all of it is read. The partition comes first: it is exact. */
export function prunedBy({ table, bounded }: TableScan): string | undefined {
  return pruningColumns(table).find((name) => bounded.has(name));
}
