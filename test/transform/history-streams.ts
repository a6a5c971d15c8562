import * as fc from 'fast-check';
import { nextKnown } from '../../jobs/steps/next-known';
import { latestKnown, rebuildHistory } from '../../jobs/transform/history';
import { historyViolations } from '../../jobs/transform/history-violations';
import type { Row, Warehouse } from '../../jobs/warehouse/warehouse';
import { versionsAsKnown } from '../../model/as-known';
import { entity, silverTable } from '../../model/catalogue';
import { expectedHistory, liesAhead, type OracleVersion } from './history-oracle';
import { january, type LandedRow, loadRun, read, type TestRun, tablesUpToSilver } from './hospital-warehouse';

const KEYS = Array.from({ length: 12 }, (_, index) => `K${String(index).padStart(2, '0')}`);
const NAMES = ['patients', 'departments', 'claims'];
const EVERY_TABLE = NAMES.flatMap((name) => tablesUpToSilver(name, ['hospital-a']));
/** Tables of the streams, each once: the logs are those of every entity. */
export const TABLES = [...new Map(EVERY_TABLE.map((table) => [`${table.dataset}.${table.name}`, table])).values()];

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
export const snapshot = (index: number): fc.Arbitrary<TestRun> =>
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
export const wholeTable = (index: number): fc.Arbitrary<TestRun> =>
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
export const delivery = (index: number): fc.Arbitrary<TestRun> =>
  keys((key) =>
    fc.tuple(value, cursor(index), rarely).map(([payer_id, at, broken]) => {
      const kind = at !== null && liesAhead(at, january(takenOn(index))) ? ({ kind: 'future' } as const) : {};
      // Landing puts the delivery in the place of a time that lies ahead.
      const believed = 'kind' in kind ? january(takenOn(index)) : at;
      return { ...row({ ...CLAIM, claim_id: key, payer_id }, believed, broken), ...kind };
    }),
  ).map((rows) => ({ entity: 'claims', runId: `r${index}`, takenAt: january(takenOn(index)), rows }));

/** Local times of the night on which the clocks of Chicago go back, in minutes: from 1:00 to 2:00 they come twice. */
const CLOCK_GOES_BACK = 7 * 60;
const localMinute = (utcMinute: number) => (utcMinute < CLOCK_GOES_BACK ? utcMinute - 300 : utcMinute - 360);
const clock = (minute: number) =>
  `2025-11-02 ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.000000`;

/**
 * A snapshot every 25 minutes of that night. The cursor is the local clock, hours behind the snapshot's, and changes of two moments have the
 * same cursor, or the later one the smaller. Some rows are written by a program with another zone, whose clock is ahead.
 */
export const localNight = (index: number): fc.Arbitrary<TestRun> => {
  const taken = 5 * 60 + 45 + 25 * index;
  const written = fc.integer({ min: taken - 24, max: taken });
  return keys((key) =>
    fc.tuple(value, written, rarely).map(([first_name, minute, ahead]) => {
      const at = clock(ahead ? minute + 60 : localMinute(minute));
      return row({ patient_id: key, first_name }, at, false);
    }),
  ).map((rows) => ({ entity: 'patients', runId: `r${index}`, takenAt: clock(taken), rows }));
};

const runs = (run: (index: number) => fc.Arbitrary<TestRun>, most: number) =>
  fc
    .integer({ min: 1, max: most })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => run(index))));

async function clearTables(warehouse: Warehouse): Promise<void> {
  await warehouse.executeAtomically(
    TABLES.map((table) => ({ name: 'test.clear', sql: `delete from ${warehouse.dialect.table(table)} where true` })),
  );
}

const COLUMNS = {
  patients: ['patient_id', 'first_name'],
  departments: ['department_id', 'name'],
  claims: ['claim_id', 'payer_id'],
};

async function actualHistory(
  warehouse: Warehouse,
  entityName: string,
  key: string,
  column: string,
): Promise<OracleVersion[]> {
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
async function silverOf(warehouse: Warehouse, entityName: string, knownAt?: string): Promise<Row[]> {
  const { dialect } = warehouse;
  const of = entity(entityName);
  const names = { identifier: dialect.identifier, place: dialect.table };
  const sql =
    knownAt === undefined
      ? `select * from ${dialect.table(silverTable(of))} v`
      : versionsAsKnown(of, dialect.timestampLiteral(knownAt), names);
  const rows = await warehouse.query({ name: 'test.silver', sql });
  const texts = rows.map(({ known_from: _, ...row }) => JSON.stringify(row)).sort();
  return texts.map((text) => JSON.parse(text) as Row);
}

/** Runs of one table, the order in which they are loaded, and which of them are loaded again. */
export interface Stream {
  readonly loaded: readonly TestRun[];
  readonly order: readonly number[];
  readonly again: readonly number[];
}

/** Loads a stream and compares with the oracle after each repetition and after a replay of everything; then silver as each load left it. */
export async function expectOraclesHistory(warehouse: Warehouse, { loaded, order, again }: Stream): Promise<void> {
  const name = (loaded[0]?.entity ?? 'patients') as keyof typeof COLUMNS;
  const [key = '', column = ''] = COLUMNS[name];
  const of = { entity: entity(name), hospitalId: 'hospital-a' };
  await clearTables(warehouse);
  const expected = expectedHistory(loaded, key, column);
  const known: { readonly at: string; readonly silver: readonly Row[] }[] = [];
  for (const index of order) {
    const run = loaded[index];
    if (!run) continue;
    await loadRun(warehouse, run, loaded);
    const [latest] = await warehouse.query(latestKnown(warehouse.dialect, of));
    if (typeof latest?.['known'] === 'string')
      known.push({ at: latest['known'], silver: await silverOf(warehouse, name) });
  }
  expect(await actualHistory(warehouse, name, key, column)).toEqual(expected);
  for (const index of again) {
    const run = loaded[index % loaded.length];
    if (run) await loadRun(warehouse, run, loaded);
    expect(await actualHistory(warehouse, name, key, column)).toEqual(expected);
  }
  await warehouse.executeAtomically(rebuildHistory(warehouse.dialect, of, await nextKnown(warehouse, of), 'applied'));
  expect(await actualHistory(warehouse, name, key, column)).toEqual(expected);
  expect(await warehouse.query(historyViolations(warehouse.dialect, of))).toEqual([]);
  for (const { at, silver } of known) expect(await silverOf(warehouse, name, at)).toEqual(silver);
}

const indexes = (list: readonly unknown[]) => list.map((_, index) => index);

/**
 * Streams of up to `most` runs, in any order: a run that is resumed late is loaded after those that came later.
 * @param run makes the i-th run.
 */
export const streams = (run: (index: number) => fc.Arbitrary<TestRun>, most = 5): fc.Arbitrary<Stream> =>
  runs(run, most).chain((loaded) =>
    fc.record({
      loaded: fc.constant(loaded),
      order: fc.shuffledSubarray(indexes(loaded), { minLength: loaded.length }),
      again: fc.array(fc.nat(), { maxLength: 2 }),
    }),
  );
