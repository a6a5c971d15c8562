import type { TableDefinition } from '../../../model/types';
import { pruningColumns, type TableScan } from '../../warehouse/scans/table-scan';
import { type Assumptions, rowsOf, shareLeft } from './assumptions';
import { columnWidth } from './column-width';

/** Least that BigQuery bills for a table that a statement reads: https://cloud.google.com/bigquery/pricing#on_demand_pricing */
export const LEAST_BYTES = 10 * 2 ** 20;

/** What BigQuery bills for a statement. */
export interface BilledBytes {
  readonly bytes: number;
  /** Bytes of it that are billed only because a table counts as at least `LEAST_BYTES`. */
  readonly least: number;
  /** What BigQuery expects before it reads, and compares with the limit of a job: it knows partitions, but not clusters. */
  readonly estimate: number;
}

/**
 * Bytes of a statement, from its scans: the columns that it names, of the rows that its constants leave, each table once. Where it deletes or
 * changes rows, all columns of the rows that its constants leave.
 */
export function billedBytes(scans: readonly TableScan[], of: Assumptions, entities: readonly string[]): BilledBytes {
  let [bytes, least, estimate] = [0, 0, 0];
  for (const table of new Set(scans.map((scan) => scan.table))) {
    const own = scans.filter((scan) => scan.table === table);
    if (own.every(({ columns, changes }) => columns.size === 0 && !changes)) continue;
    const read = readBytes(table, own, pruningColumns(table), of, entities);
    const { partitionBy } = table;
    estimate += readBytes(table, own, partitionBy === undefined ? [] : [partitionBy], of, entities);
    bytes += Math.max(read, LEAST_BYTES);
    least += Math.max(0, LEAST_BYTES - read);
  }
  return { bytes, least, estimate };
}

/** @param pruning columns whose constants leave rows out. */
function readBytes(
  table: TableDefinition,
  scans: readonly TableScan[],
  pruning: readonly string[],
  of: Assumptions,
  entities: readonly string[],
): number {
  const changes = scans.some((scan) => scan.changes);
  const columns = table.columns.filter(({ name }) => changes || scans.some((scan) => scan.columns.has(name)));
  const share = Math.max(
    ...scans.map(({ bounded }) =>
      pruning.filter((name) => bounded.has(name)).reduce((left, name) => left * shareLeft(table, name, of), 1),
    ),
  );
  return rowsOf(table, of, entities) * share * columns.reduce((sum, column) => sum + columnWidth(column), 0);
}

/** Logical bytes that a table occupies. */
export function storedBytes(table: TableDefinition, of: Assumptions, entities: readonly string[]): number {
  return rowsOf(table, of, entities) * table.columns.reduce((sum, column) => sum + columnWidth(column), 0);
}
