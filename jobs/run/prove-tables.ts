import { entityOf } from '../../model/catalogue';
import { modelOf } from '../../model/model';
import { JobError } from '../errors';
import { type Proof, proveRows } from '../sources/prove-rows';
import type { Context } from '../steps/context';
import { knownRows } from '../transform/known-rows';
import { latestWatermark } from '../transform/logged-loads';

/** What a comparison of one table with bronze found. */
export interface TableProof extends Proof {
  readonly hospitalId: string;
  readonly table: string;
}

/** A table that could not be compared. */
export interface UnprovenTable {
  readonly hospitalId: string;
  readonly table: string;
  readonly error: JobError;
}

/** What a comparison of tables found, and what it could not compare. */
export interface TableProofs {
  readonly proofs: readonly TableProof[];
  readonly failures: readonly UnprovenTable[];
}

/** Which tables of the databases to compare. */
export interface ProvedTables {
  /** @default every hospital */
  readonly hospital?: string;
  /** @default every table of its database */
  readonly table?: string;
  /** Of these the ones in this list, as `<hospital>.<table>`. @default all of them */
  readonly among?: readonly string[];
}

/**
 * Compares every value of the hospitals' databases with bronze, one table after the other. A table that cannot be compared keeps none of the others
 * from it.
 * @param onProgress rows of a table that its database has gone through so far
 */
export async function proveTables(
  context: Context,
  only: ProvedTables,
  onProgress: (table: string, rows: number) => void = () => {},
): Promise<TableProofs> {
  const { warehouse, spec } = context;
  // A new warehouse has no rows, which is not a failure.
  await context.prepareTables();
  const proofs: TableProof[] = [];
  const failures: UnprovenTable[] = [];
  for (const hospital of spec.hospitals.filter(({ id }) => id === (only.hospital ?? id))) {
    for (const table of hospital.tables.filter((name) => name === (only.table ?? name))) {
      const id = `${hospital.id}.${table}`;
      if (only.among && !only.among.includes(id)) continue;
      const of = { entity: entityOf(modelOf(spec), table), hospitalId: hospital.id };
      const [load] = await warehouse.query(latestWatermark(warehouse.dialect, of));
      const source = context.openEmr(hospital);
      try {
        const proof = await proveRows({
          ...{ entity: of.entity, mapping: hospital.mapping, timeZone: spec.dailyRun.timeZone, source },
          ...{ known: knownRows(warehouse, of), watermark: (load?.['watermark'] as string | null | undefined) ?? null },
          onProgress: (rows) => onProgress(id, rows),
        });
        proofs.push({ hospitalId: hospital.id, table, ...proof });
      } catch (error) {
        if (!(error instanceof JobError)) throw error;
        failures.push({ hospitalId: hospital.id, table, error });
      } finally {
        await source.close();
      }
    }
  }
  return { proofs, failures };
}
