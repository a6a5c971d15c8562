import * as fc from 'fast-check';
import { BigQueryWarehouse } from '../../jobs/warehouse/bigquery/warehouse';
import type { Warehouse } from '../../jobs/warehouse/warehouse';
import { describeEngine } from '../engines/available';
import { type BigQueryEngine, startBigQuery } from '../engines/bigquery';
import { propertyRuns, timeFor } from '../long-runs';
import { delivery, expectOraclesHistory, localNight, snapshot, streams, TABLES, wholeTable } from './history-streams';

/** Streams of each kind; the emulator takes some seconds for each of the loads. The thousands are tried on DuckDB. */
const STREAMS = { share: 1, long: 10 } as const;
const STREAM_MILLISECONDS = 240_000;

describeEngine('bigquery', 'histories of random streams on BigQuery', () => {
  let emulator: BigQueryEngine;
  let warehouse: Warehouse;
  // An emulator of its own: silver has the name of every environment's.
  beforeAll(async () => {
    emulator = await startBigQuery();
    warehouse = await BigQueryWarehouse.open({ ...emulator, location: 'US' });
    await warehouse.createTables(TABLES);
  }, 120_000);
  afterAll(() => emulator?.stop());

  it.each([
    ['snapshots of a database with cursors', snapshot, 3],
    ['a database whose cursor is a local clock, in the night on which an hour comes twice', localNight, 3],
    ['a table that is read whole', wholeTable, 3],
    // The emulator joins by nested loops, and files are ordered by joins.
    ['files', delivery, 2],
  ])(
    "are the oracle's: %s",
    async (_, run, most) => {
      await fc.assert(
        fc.asyncProperty(streams(run, most), (stream) => expectOraclesHistory(warehouse, stream)),
        propertyRuns(STREAMS),
      );
    },
    timeFor(STREAMS, STREAM_MILLISECONDS),
  );
});
