import { entityOf } from '../../model/catalogue';
import { REFERENCE_OWNER } from '../../model/datasets';
import { isScanDue, type KeyScan, keyScanOf } from '../../model/key-scan';
import type { Model } from '../../model/model';
import type { PipelineSpec } from '../../model/spec';

/** A table that a hospital, or the group, should deliver. */
export interface SourceTable {
  readonly hospital: string;
  readonly table: string;
  readonly kind: 'database' | 'files';
  /** Why the source gives no totals to compare with, in any run, or in this one by its schedule; null: it gives them. */
  readonly withoutTotals: string | null;
}

/** The last scan of a table's keys and totals that agreed, as of a run. Times are UTC text. */
export interface KeyScanOfRun {
  readonly hospital: string;
  readonly table: string;
  /** Of the run's own snapshot, or before it; null: none. */
  readonly scannedBefore: string | null;
  /** The run's own snapshot; null: it has read nothing of the table. */
  readonly readAt: string | null;
}

type SourceSpec = Pick<PipelineSpec, 'hospitals' | 'references'> & Partial<Pick<PipelineSpec, 'dailyRun'>>;

/** Every table that an environment reads, in the order of its spec. `scans`: those of the run that is reported. */
export function sourceTables(
  { hospitals, references, dailyRun }: SourceSpec,
  scans: readonly KeyScanOfRun[] = [],
): SourceTable[] {
  const files = (hospital: string, table: string): SourceTable => ({
    ...{ hospital, table, kind: 'files', withoutTotals: 'files give no totals' },
  });
  return [
    ...hospitals.flatMap(({ id, tables, feeds, readers, ...hospital }) => [
      ...tables.map((table) => ({
        ...{ hospital: id, table, kind: 'database' as const },
        withoutTotals:
          readers?.[table] === 'spark'
            ? 'Spark asks the source for no totals'
            : withoutScan(
                keyScanOf(hospital, table),
                scans.find((scan) => scan.hospital === id && scan.table === table),
                dailyRun?.timeZone ?? 'UTC',
              ),
      })),
      ...feeds.map(({ table }) => files(id, table)),
    ]),
    ...references.map(({ table }) => files(REFERENCE_OWNER, table)),
  ];
}

/** A table whose last scan was long enough ago had to be scanned: then the totals are missing. */
function withoutScan(keyScan: KeyScan, scan: KeyScanOfRun | undefined, timeZone: string): string | null {
  if (keyScan === 'never') return 'keyScan is never';
  const { scannedBefore = null, readAt = null } = scan ?? {};
  if (scannedBefore === null || readAt === null || isScanDue(keyScan, scannedBefore, readAt, timeZone)) return null;
  return `keyScan is ${keyScan}, and the totals agreed on ${scannedBefore.slice(0, 10)}`;
}

/** The tables that are named, where the spec is not at hand. */
export function recordedTables(
  model: Model,
  named: readonly { readonly hospital: string; readonly table: string }[],
): SourceTable[] {
  const distinct = new Map(named.map((each) => [`${each.hospital}.${each.table}`, each]));
  return [...distinct.values()].map(({ hospital, table }) => ({
    ...{ hospital, table },
    ...(entityOf(model, table).origin === 'emr'
      ? { kind: 'database' as const, withoutTotals: null }
      : { kind: 'files' as const, withoutTotals: 'files give no totals' }),
  }));
}
