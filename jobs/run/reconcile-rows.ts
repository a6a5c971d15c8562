import { entityOf } from '../../model/catalogue';
import { modelOf } from '../../model/model';
import type { Difference } from '../lake/scanned-content';
import { compareRows } from '../sources/compare-rows';
import type { Context } from '../steps/context';
import { knownContent } from '../transform/known-content';

/** What a comparison of the rows of one table with bronze found. */
export interface TableDifference extends Difference {
  readonly hospitalId: string;
  readonly table: string;
}

/** Which tables of the databases to compare. */
export interface ComparedTables {
  /** @default every hospital */
  readonly hospital?: string;
  /** @default every table of its database */
  readonly table?: string;
}

/** Compares every row of the hospitals' databases with bronze, one table after the other. @throws JobError `SOURCE_*` */
export async function reconcileRows(context: Context, only: ComparedTables): Promise<TableDifference[]> {
  // A new warehouse has no rows, which is not a failure.
  await context.prepareTables();
  const found: TableDifference[] = [];
  for (const hospital of context.spec.hospitals.filter(({ id }) => id === (only.hospital ?? id))) {
    for (const table of hospital.tables.filter((name) => name === (only.table ?? name))) {
      const source = context.openEmr(hospital);
      const of = { entity: entityOf(modelOf(context.spec), table), hospitalId: hospital.id };
      try {
        const from = { mapping: hospital.mapping, timeZone: context.spec.dailyRun.timeZone };
        const known = knownContent(context.warehouse, of);
        found.push({ hospitalId: hospital.id, table, ...(await compareRows(from, of.entity, source, known)) });
      } finally {
        await source.close();
      }
    }
  }
  return found;
}
