import type { Absence } from '../transform/kpis/undelivered';
import type { Row } from '../warehouse/warehouse';
import { whyNot } from './comparisons';
import { readingAccount } from './delivery-reports';
import type { StepEnd } from './failure-causes';
import type { OlderFigures, SourceReport } from './run-report-data';
import type { SourceTable } from './source-tables';

/** Rows of `readings` and `accountsOfReadings`, and what is not delivered. */
export interface ReadingRows {
  readonly readings: readonly Row[];
  readonly accounts: readonly Row[];
  readonly absent: readonly Absence[];
  /** Rows of `keyScansOfRun`. */
  readonly scans: readonly Row[];
}

/** One row per table that should deliver, in the order of the spec. */
export function sourceReports(
  tables: readonly SourceTable[],
  steps: readonly StepEnd[],
  { readings, accounts, absent, scans }: ReadingRows,
  now: Date,
): SourceReport[] {
  return tables.map((table) => {
    const own = (row: Row) => row['hospital_id'] === table.hospital && row['table_name'] === table.table;
    const loads = readings.filter(own);
    const newest = loads.find((row) => Number(row['newest']) === 1);
    // A look into an empty inbox delivers nothing.
    const withRows = loads.find((row) => Number(row['newest_with_rows']) === 1 && Number(row['rows_landed']) > 0);
    const reading = table.kind === 'database' ? newest : withRows;
    const { state, reason } = progress(
      table,
      steps,
      loads.find((row) => Number(row['own']) === 1),
    );
    const readAt = reading ? String(reading['read_at']) : null;
    const scan = scans.find(own)?.['scanned_at'] ?? null;
    const scannedAt = scan === null ? null : String(scan);
    return {
      ...{ hospital: table.hospital, table: table.table, kind: table.kind, state, reason, readAt },
      ...{ scannedAt, scanAgeSeconds: scannedAt === null ? null : secondsSince(scannedAt, now) },
      readBy: reading ? String(reading['run_id']) : null,
      absentColumns:
        absent.find((each) => each.hospital === table.hospital && each.table === table.table)?.columns ?? [],
      ageSeconds: readAt === null ? null : secondsSince(readAt, now),
      ...(reading ? readingAccount(accounts, table, reading) : { counts: null, money: [] }),
    };
  });
}

function progress(
  table: SourceTable,
  steps: readonly StepEnd[],
  ownLoad: Row | undefined,
): Pick<SourceReport, 'state' | 'reason'> {
  const { state, reason } = whyNot(table, 'history', steps, '');
  if (state !== 'done') return { state, reason: state === 'not in this run' ? null : reason };
  const changed = ['rows_new', 'rows_deleted'].some((name) => Number(ownLoad?.[name] ?? 0) > 0);
  return { state: changed ? 'read' : 'nothing new', reason: null };
}

function secondsSince(timestamp: string, now: Date): number {
  const at = Date.parse(`${timestamp.slice(0, 19).replace(' ', 'T')}Z`);
  return Math.max(0, Math.round((now.getTime() - at) / 1000));
}

/** By hospital: what is published of it is older than the run. Sources that had nothing new are not. */
export function olderFigures(sources: readonly SourceReport[]): OlderFigures[] {
  const older = sources.filter(({ state }) => state !== 'read' && state !== 'nothing new');
  return [...new Set(older.map(({ hospital }) => hospital))].map((hospital) => {
    const own = older.filter((each) => each.hospital === hospital);
    const times = own.map(({ readAt }) => readAt);
    const since = times.includes(null) ? null : ((times as string[]).sort()[0] ?? null);
    return { hospital, tables: own.map(({ table }) => table), since };
  });
}
