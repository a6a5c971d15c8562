import { entityOf } from '../../model/catalogue';
import { modelOf } from '../../model/model';
import { type Proof, proveRows } from '../sources/prove-rows';
import type { Context } from '../steps/context';
import { knownRows } from '../transform/known-rows';
import { latestWatermark } from '../transform/logged-loads';

/** What a comparison of one table with bronze found. */
export interface TableProof extends Proof {
  readonly hospitalId: string;
  readonly table: string;
}

/** Which tables of the databases to compare. */
export interface ProvedTables {
  /** @default every hospital */
  readonly hospital?: string;
  /** @default every table of its database */
  readonly table?: string;
}

/**
 * Compares every value of the hospitals' databases with bronze, one table after the other.
 * @param onProgress rows of a table that its database has gone through so far
 * @throws JobError `SOURCE_*`
 */
export async function proveTables(
  context: Context,
  only: ProvedTables,
  onProgress: (table: string, rows: number) => void = () => {},
): Promise<TableProof[]> {
  const { warehouse, spec } = context;
  // A new warehouse has no rows, which is not a failure.
  await context.prepareTables();
  const found: TableProof[] = [];
  for (const hospital of spec.hospitals.filter(({ id }) => id === (only.hospital ?? id))) {
    for (const table of hospital.tables.filter((name) => name === (only.table ?? name))) {
      const of = { entity: entityOf(modelOf(spec), table), hospitalId: hospital.id };
      const [load] = await warehouse.query(latestWatermark(warehouse.dialect, of));
      const source = context.openEmr(hospital);
      try {
        const proof = await proveRows({
          ...{ entity: of.entity, mapping: hospital.mapping, timeZone: spec.dailyRun.timeZone, source },
          ...{ known: knownRows(warehouse, of), watermark: (load?.['watermark'] as string | null | undefined) ?? null },
          onProgress: (rows) => onProgress(`${hospital.id}.${table}`, rows),
        });
        found.push({ hospitalId: hospital.id, table, ...proof });
      } finally {
        await source.close();
      }
    }
  }
  return found;
}
