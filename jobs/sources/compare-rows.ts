import { mappedColumns } from '../../model/mapping/mapped-columns';
import type { HospitalSpec } from '../../model/spec';
import type { Entity } from '../../model/types';
import { withParquetFolder } from '../lake/parquet-folder';
import { type Difference, type KnownContent, ScannedContent } from '../lake/scanned-content';
import type { TableSource } from './source';

/**
 * Compares the content of every row of a table with what the warehouse has, in one snapshot; nothing is written. An extract with `heal`
 * compares in the same way and lands what differs.
 * @throws JobError `SOURCE_*`, `LANDING_FAILED`
 */
export function compareRows(
  { mapping, timeZone }: { readonly mapping: HospitalSpec['mapping']; readonly timeZone: string },
  entity: Entity,
  source: TableSource,
  known: KnownContent,
): Promise<Difference> {
  const everything = { watermark: null, lookbackSeconds: 0, until: null };
  return source.snapshot(entity, everything, (snapshot) =>
    withParquetFolder(async (local) => {
      const scanned = new ScannedContent(
        local,
        'rows',
        { entity, columns: mappedColumns(entity, mapping) },
        { timeZone, instants: snapshot.instants },
      );
      await scanned.addAll(snapshot.rows());
      return scanned.compare(known);
    }),
  );
}
