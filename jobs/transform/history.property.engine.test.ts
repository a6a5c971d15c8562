import * as fc from 'fast-check';
import { entity, silverTable } from '../../model/catalogue';
import { propertyRuns, timeFor } from '../../test/long-runs';
import { expectedHistory, type OracleVersion } from '../../test/transform/history-oracle';
import {
  january,
  type LandedRow,
  loadRun,
  openDuckDb,
  read,
  type TestRun,
  tablesUpToSilver,
} from '../../test/transform/hospital-warehouse';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import { historyViolations, rebuildHistory } from './history';

/** Streams of runs; each has a dozen keys, so eight are some hundreds of histories. Measured: 1 s of a processor for each. */
const STREAMS = { share: 8, long: 500 } as const;
const STREAM_MILLISECONDS = 15_000;
const KEYS = Array.from({ length: 12 }, (_, index) => `K${String(index).padStart(2, '0')}`);
const TABLES = [...tablesUpToSilver('patients', ['hospital-a']), ...tablesUpToSilver('departments', ['hospital-a'])];

let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ warehouse, remove } = await openDuckDb(TABLES));
});
afterAll(() => remove());

/** The day the i-th run reads the source: runs are four days apart. */
const takenOn = (index: number) => 4 * (index + 1);
const keyOf = fc.constantFrom(...KEYS);
const value = fc.constantFrom('A', 'B', null);
const rarely = fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0);

/** A patient that changed on `day`; the row's content has the day in it, as with every real cursor. */
const patientRow = (key: string, name: string | null, day: number, broken: boolean): LandedRow => ({
  values: { patient_id: key, first_name: name, modified_at: january(day) },
  at: january(day),
  ...(broken ? { unreadable: '{"date_of_birth":"?"}' } : {}),
});

const patientRun = (index: number, rows: fc.Arbitrary<LandedRow>, scans: boolean): fc.Arbitrary<TestRun> =>
  fc
    .record({ rows: fc.array(rows, { maxLength: 30 }), scan: scans ? fc.option(fc.subarray(KEYS)) : fc.constant(null) })
    .map((run) => ({
      entity: 'patients',
      runId: `r${index}`,
      takenAt: january(takenOn(index)),
      rows: run.rows,
      ...(run.scan ? { keys: run.scan.map((patient_id) => ({ patient_id })) } : {}),
    }));

const runs = (run: (index: number) => fc.Arbitrary<TestRun>) =>
  fc.integer({ min: 1, max: 5 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => run(index))));

/** Rows of any age up to two days in the future; two runs may disagree about one moment. */
const anyPatients = runs((index) =>
  patientRun(
    index,
    fc
      .tuple(keyOf, value, fc.integer({ min: 1, max: takenOn(index) + 2 }), rarely)
      .map(([key, name, day, broken]) => patientRow(key, name, day, broken)),
    true,
  ),
);

/** What a key holds on a day, whichever run brings it. */
const agreedPatients = fc.array(value, { minLength: 50, maxLength: 50 }).chain((contents) =>
  runs((index) =>
    patientRun(
      index,
      fc.tuple(fc.nat(KEYS.length - 1), fc.integer({ min: 1, max: takenOn(index) })).map(([key, day]) => {
        const dice = (key * 7 + day) % contents.length;
        return patientRow(KEYS[key] ?? '', contents[dice] ?? null, day, dice % 11 === 0);
      }),
      false,
    ),
  ),
);

/** A table without a cursor, read whole each time: a key that is not there is gone. */
const departments = runs((index) =>
  fc.uniqueArray(fc.tuple(keyOf, fc.constantFrom('A', 'B')), { selector: ([key]) => key }).map((rows) => ({
    entity: 'departments',
    runId: `r${index}`,
    takenAt: january(takenOn(index)),
    rows: rows.map(([department_id, name]) => ({ values: { department_id, name } })),
    deletes: 'staged_rows' as const,
  })),
);

async function clearTables(): Promise<void> {
  await warehouse.executeAtomically(
    TABLES.map((table) => ({ name: 'test.clear', sql: `delete from ${warehouse.dialect.table(table)}` })),
  );
}

async function actualHistory(entityName: string, key: string, column: string): Promise<OracleVersion[]> {
  const rows = await read(
    warehouse,
    silverTable(entity(entityName)),
    `${key}, valid_from, valid_to, is_current, ${column}`,
  );
  return rows.map((row) => {
    expect(row['is_current']).toBe(row['valid_to'] === null);
    return { key: row[key], value: row[column], from: row['valid_from'], to: row['valid_to'] } as OracleVersion;
  });
}

/** Loads the runs, then some of them again, and compares after each repetition, and after a replay of everything. */
async function check(loaded: readonly TestRun[], order: readonly number[], again: readonly number[]): Promise<void> {
  const [{ entity: name } = { entity: 'patients' }] = loaded;
  const [key, column] = name === 'patients' ? ['patient_id', 'first_name'] : ['department_id', 'name'];
  const of = { entity: entity(name), hospitalId: 'hospital-a' };
  await clearTables();
  const expected = expectedHistory(loaded, key, column);
  for (const index of order) {
    const run = loaded[index];
    if (run) await loadRun(warehouse, run);
  }
  expect(await actualHistory(name, key, column)).toEqual(expected);
  for (const index of again) {
    const run = loaded[index % loaded.length];
    if (run) await loadRun(warehouse, run);
    expect(await actualHistory(name, key, column)).toEqual(expected);
  }
  await warehouse.executeAtomically(rebuildHistory(warehouse.dialect, of, 'applied'));
  expect(await actualHistory(name, key, column)).toEqual(expected);
  expect(await warehouse.query(historyViolations(warehouse.dialect, of))).toEqual([]);
}

const repetitions = fc.array(fc.nat(), { maxLength: 2 });
const indexes = (list: readonly unknown[]) => list.map((_, index) => index);

it(
  'is right whatever late, repeated, conflicting, deleted, returning and quarantined rows the runs bring, and whichever are repeated',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyPatients, repetitions, (loaded, again) => check(loaded, indexes(loaded), again)),
      propertyRuns(STREAMS),
    );
  },
  timeFor(STREAMS, STREAM_MILLISECONDS),
);

it(
  'is right in whatever order the runs arrive, where the cursor moves with each change',
  async () => {
    const loadedInAnyOrder = agreedPatients.chain((loaded) =>
      fc.tuple(fc.constant(loaded), fc.shuffledSubarray(indexes(loaded), { minLength: loaded.length })),
    );
    await fc.assert(
      fc.asyncProperty(loadedInAnyOrder, repetitions, ([loaded, order], again) => check(loaded, order, again)),
      propertyRuns(STREAMS),
    );
  },
  timeFor(STREAMS, STREAM_MILLISECONDS),
);

it(
  'is right for a table without a cursor that is read whole',
  async () => {
    await fc.assert(
      fc.asyncProperty(departments, repetitions, (loaded, again) => check(loaded, indexes(loaded), again)),
      propertyRuns(STREAMS),
    );
  },
  timeFor(STREAMS, STREAM_MILLISECONDS),
);
