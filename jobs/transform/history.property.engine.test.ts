import * as fc from 'fast-check';
import { propertyRuns, timeFor } from '../../test/long-runs';
import {
  delivery,
  expectOraclesHistory,
  localNight,
  snapshot,
  streams,
  TABLES,
  wholeTable,
} from '../../test/transform/history-streams';
import { openDuckDb } from '../../test/transform/hospital-warehouse';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';

/** Streams of runs; each has a dozen keys, so eight are some hundreds of histories. Measured: 1 s of a processor for each. */
const STREAMS = { share: 8, long: 500 } as const;
const STREAM_MILLISECONDS = 15_000;

let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ warehouse, remove } = await openDuckDb(TABLES));
});
afterAll(() => remove());

it.each([
  ['snapshots of a database with cursors', snapshot],
  ['a database whose cursor is a local clock, in the night on which an hour comes twice', localNight],
  ['a table that is read whole', wholeTable],
  ['files', delivery],
])(
  "is the oracle's history of %s, in whatever order they are loaded and whichever are repeated",
  async (_, run) => {
    await fc.assert(
      fc.asyncProperty(streams(run), (stream) => expectOraclesHistory(warehouse, stream)),
      propertyRuns(STREAMS),
    );
  },
  timeFor(STREAMS, STREAM_MILLISECONDS),
);
