import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GcsStore } from '../../jobs/lake/gcs-store';
import { LocalStore } from '../../jobs/lake/local-store';
import type { ObjectStore } from '../../jobs/lake/object-store';
import { bigqueryDialect } from '../../jobs/warehouse/bigquery/dialect';
import { BigQueryWarehouse } from '../../jobs/warehouse/bigquery/warehouse';
import type { Dialect } from '../../jobs/warehouse/dialect';
import { duckdbDialect } from '../../jobs/warehouse/duckdb/dialect';
import { DuckDbWarehouse } from '../../jobs/warehouse/duckdb/warehouse';
import type { Warehouse } from '../../jobs/warehouse/warehouse';
import { describeEngine } from './available';
import { sharedBigQuery, sharedGcs } from './shared-engines';

/** A warehouse on a real engine, and a store that it loads from. */
export interface OpenedWarehouse {
  readonly warehouse: Warehouse;
  readonly store: ObjectStore;
}

/** Where the BigQuery emulator falls short of BigQuery; DuckDB has none of it. */
export interface EngineLimits {
  /** The emulator takes `alter table ... add column` and does nothing. */
  readonly addsColumns: boolean;
  /** The emulator answers 500 to `string_agg(... order by ...)` over no text at all. */
  readonly joinsNothing: boolean;
}

/** One engine, before it is opened. */
export interface WarehouseEngine {
  readonly dialect: Dialect;
  readonly limits: EngineLimits;
  /** Call it in `beforeAll`; close the warehouse in `afterAll`. */
  open(): Promise<OpenedWarehouse>;
}

/** An emulator that shares its processors with other tests can take seconds for a statement. */
const TIMEOUT_MILLISECONDS = 120_000;

/** The same tests on DuckDB and on the BigQuery emulator; the second is skipped, loudly, where it is missing. */
export function eachWarehouse(title: string, tests: (engine: WarehouseEngine) => void): void {
  jest.setTimeout(TIMEOUT_MILLISECONDS);
  describe(`${title}: duckdb`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'rcm-warehouse-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    tests({
      dialect: duckdbDialect,
      limits: { addsColumns: true, joinsNothing: true },
      // Paths as a user may have them: a quote, a space, the signs of a pattern.
      open: async () => ({
        warehouse: await DuckDbWarehouse.open(join(folder, "o'brien", 'warehouse.duckdb')),
        store: new LocalStore(join(folder, "lake [x] o'brien")),
      }),
    });
  });
  describeEngine(['bigquery', 'gcs'], `${title}: bigquery`, () => {
    tests({
      dialect: bigqueryDialect,
      limits: { addsColumns: false, joinsNothing: false },
      open: async () => {
        const { endpoint, projectId } = sharedBigQuery();
        const gcs = sharedGcs();
        return {
          warehouse: await BigQueryWarehouse.open({ projectId, location: 'US', endpoint }),
          store: new GcsStore(await gcs.createBucket(), { endpoint: gcs.endpoint }),
        };
      },
    });
  });
}
