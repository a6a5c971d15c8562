import * as fc from 'fast-check';
import { entity, silverTable, supersededTable } from '../../model/catalogue';
import { propertyRuns, timeFor } from '../../test/long-runs';
import { expectedHistory, liesAhead, type OracleVersion } from '../../test/transform/history-oracle';
import {
  january,
  type LandedRow,
  loadRun,
  openDuckDb,
  read,
  type TestRun,
  tablesUpToSilver,
} from '../../test/transform/hospital-warehouse';
import { nextKnown } from '../steps/next-known';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import type { Row } from '../warehouse/warehouse';
import { historyViolations, latestKnown, rebuildHistory } from './history';

/** Streams of runs; each has a dozen keys, so eight are some hundreds of histories. Measured: 1 s of a processor for each. */
const STREAMS = { share: 8, long: 500 } as const;
const STREAM_MILLISECONDS = 15_000;
const KEYS = Array.from({ length: 12 }, (_, index) => `K${String(index).padStart(2, '0')}`);
const NAMES = ['patients', 'departments', 'claims'];
const TABLES = NAMES.flatMap((name) => tablesUpToSilver(name, ['hospital-a']));

let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ warehouse, remove } = await openDuckDb(TABLES));
});
afterAll(() => remove());

/** The day of the i-th snapshot or delivery: they are four days apart. */
const takenOn = (index: number) => 4 * (index + 1);
const value = fc.constantFrom('A', 'B', null);
const rarely = fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0);
/** A cursor: NULL, of any age, set back, or ahead of the clock; with hours, as local clocks are behind or ahead of the snapshot's. */
const cursor = (index: number) =>
  fc.option(
    fc
      .tuple(fc.integer({ min: 1, max: takenOn(index) + 3 }), fc.integer({ min: 0, max: 23 }))
      .map(([day, hour]) => january(day).replace('00:00:00', `${String(hour).padStart(2, '0')}:00:00`)),
    { freq: 6 },
  );
const keys = (row: (key: string) => fc.Arbitrary<LandedRow>) =>
  fc.subarray(KEYS).chain((chosen) => fc.tuple(...chosen.map(row)));

const row = (values: LandedRow['values'], at: string | null, broken: boolean): LandedRow => ({
  values: { ...values, modified_at: at },
  ...(at === null ? { kind: 'missing' } : { at }),
  ...(broken ? { unreadable: '{"modified_at":"?"}' } : {}),
});

/** A snapshot: any part of the table, as an incremental read, a full one or one of several readers brings it, and perhaps a key scan. */
const snapshot = (index: number): fc.Arbitrary<TestRun> =>
  fc
    .tuple(
      keys((key) =>
        fc
          .tuple(value, cursor(index), rarely)
          .map(([first_name, at, broken]) => row({ patient_id: key, first_name }, at, broken)),
      ),
      fc.option(fc.subarray(KEYS)),
    )
    .map(([rows, scan]) => ({
      entity: 'patients',
      runId: `r${index}`,
      takenAt: january(takenOn(index)),
      rows,
      // A key that is read is in the table.
      ...(scan ? { keys: [...new Set([...scan, ...rows.map(keyOf)])].map((patient_id) => ({ patient_id })) } : {}),
    }));
const keyOf = ({ values }: LandedRow) => String(values['patient_id']);

/** A table without a cursor, read whole each time: a key that is not there is gone. */
const wholeTable = (index: number): fc.Arbitrary<TestRun> =>
  keys((key) => fc.constantFrom('A', 'B').map((name) => ({ values: { department_id: key, name } }))).map((rows) => ({
    entity: 'departments',
    runId: `r${index}`,
    takenAt: january(takenOn(index)),
    rows,
    deletes: 'staged_rows' as const,
  }));

/** What every claim must have. */
const CLAIM = {
  service_date: '2025-01-01',
  claim_date: '2025-01-01',
  claim_amount: '1',
  paid_amount: '0',
  claim_status: 'Pending',
};

/** A file: late, repeated, corrected rows, some of which state no time, or one long after the delivery. */
const delivery = (index: number): fc.Arbitrary<TestRun> =>
  keys((key) =>
    fc.tuple(value, cursor(index), rarely).map(([payer_id, at, broken]) => {
      const kind = at !== null && liesAhead(at, january(takenOn(index))) ? ({ kind: 'future' } as const) : {};
      // Landing puts the delivery in the place of a time that lies ahead.
      const believed = 'kind' in kind ? january(takenOn(index)) : at;
      return { ...row({ ...CLAIM, claim_id: key, payer_id }, believed, broken), ...kind };
    }),
  ).map((rows) => ({ entity: 'claims', runId: `r${index}`, takenAt: january(takenOn(index)), rows }));

const runs = (run: (index: number) => fc.Arbitrary<TestRun>) =>
  fc.integer({ min: 1, max: 5 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => run(index))));

async function clearTables(): Promise<void> {
  await warehouse.executeAtomically(
    TABLES.map((table) => ({ name: 'test.clear', sql: `delete from ${warehouse.dialect.table(table)}` })),
  );
}

const COLUMNS = {
  patients: ['patient_id', 'first_name'],
  departments: ['department_id', 'name'],
  claims: ['claim_id', 'payer_id'],
};

async function actualHistory(entityName: string, key: string, column: string): Promise<OracleVersion[]> {
  const rows = await read(
    warehouse,
    silverTable(entity(entityName)),
    `${key}, valid_from, valid_to, is_current, ${column}`,
  );
  return rows.map((each) => {
    expect(each['is_current']).toBe(each['valid_to'] === null);
    return { key: each[key], value: each[column], from: each['valid_from'], to: each['valid_to'] } as OracleVersion;
  });
}

/** Every column of silver but `known_from`, as it is now or as it was known at a moment. */
async function silverOf(entityName: string, knownAt?: string) {
  const columns = '* exclude (known_from)';
  const of = entity(entityName);
  if (knownAt === undefined) return read(warehouse, silverTable(of), columns);
  const at = `timestamp '${knownAt}'`;
  const kept = await read(warehouse, silverTable(of), columns, `known_from <= ${at}`);
  const where = `known_from <= ${at} and known_to > ${at}`;
  const superseded = await read(warehouse, supersededTable(of), '* exclude (known_from, known_to)', where);
  return [...kept, ...superseded].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Loads the runs in the order given, then some of them again, and compares after each repetition, and after a replay of everything. */
async function check(loaded: readonly TestRun[], order: readonly number[], again: readonly number[]): Promise<void> {
  const name = (loaded[0]?.entity ?? 'patients') as keyof typeof COLUMNS;
  const [key = '', column = ''] = COLUMNS[name];
  const of = { entity: entity(name), hospitalId: 'hospital-a' };
  await clearTables();
  const expected = expectedHistory(loaded, key, column);
  const known: { readonly at: string; readonly silver: readonly Row[] }[] = [];
  for (const index of order) {
    const run = loaded[index];
    if (!run) continue;
    await loadRun(warehouse, run, loaded);
    const [latest] = await warehouse.query(latestKnown(warehouse.dialect, of));
    if (typeof latest?.['known'] === 'string') known.push({ at: latest['known'], silver: await silverOf(name) });
  }
  expect(await actualHistory(name, key, column)).toEqual(expected);
  for (const index of again) {
    const run = loaded[index % loaded.length];
    if (run) await loadRun(warehouse, run, loaded);
    expect(await actualHistory(name, key, column)).toEqual(expected);
  }
  await warehouse.executeAtomically(rebuildHistory(warehouse.dialect, of, await nextKnown(warehouse, of), 'applied'));
  expect(await actualHistory(name, key, column)).toEqual(expected);
  expect(await warehouse.query(historyViolations(warehouse.dialect, of))).toEqual([]);
  const byText = (rows: readonly Row[]) => [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  for (const { at, silver } of known) expect(await silverOf(name, at)).toEqual(byText(silver));
}

const repetitions = fc.array(fc.nat(), { maxLength: 2 });
const indexes = (list: readonly unknown[]) => list.map((_, index) => index);

it.each([
  ['snapshots of a database with cursors', snapshot],
  ['a table that is read whole', wholeTable],
  ['files', delivery],
])(
  "is the oracle's history of %s, in whatever order they are loaded and whichever are repeated",
  async (_, run) => {
    const inAnyOrder = runs(run).chain((loaded) =>
      fc.tuple(fc.constant(loaded), fc.shuffledSubarray(indexes(loaded), { minLength: loaded.length })),
    );
    await fc.assert(
      fc.asyncProperty(inAnyOrder, repetitions, ([loaded, order], again) => check(loaded, order, again)),
      propertyRuns(STREAMS),
    );
  },
  timeFor(STREAMS, STREAM_MILLISECONDS),
);
