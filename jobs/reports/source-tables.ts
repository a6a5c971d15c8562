import { entityOf } from '../../model/catalogue';
import { REFERENCE_OWNER } from '../../model/datasets';
import type { Model } from '../../model/model';
import type { PipelineSpec } from '../../model/spec';

/** A table that a hospital, or the group, should deliver. */
export interface SourceTable {
  readonly hospital: string;
  readonly table: string;
  readonly kind: 'database' | 'files';
  /** Why the source gives no totals to compare with, in any run; null: it gives them. */
  readonly withoutTotals: string | null;
}

type SourceSpec = Pick<PipelineSpec, 'hospitals' | 'references'>;

/** Every table that an environment reads, in the order of its spec. */
export function sourceTables({ hospitals, references }: SourceSpec): SourceTable[] {
  const files = (hospital: string, table: string): SourceTable => ({
    ...{ hospital, table, kind: 'files', withoutTotals: 'files give no totals' },
  });
  return [
    ...hospitals.flatMap(({ id, tables, feeds, keyScan, readers }) => [
      ...tables.map((table) => ({
        ...{ hospital: id, table, kind: 'database' as const },
        withoutTotals:
          keyScan === 'never'
            ? 'keyScan is never'
            : readers?.[table] === 'spark'
              ? 'Spark asks the source for no totals'
              : null,
      })),
      ...feeds.map(({ table }) => files(id, table)),
    ]),
    ...references.map(({ table }) => files(REFERENCE_OWNER, table)),
  ];
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
