import { bronzeTable, entity, silverTable } from '../../model/catalogue';
import { opsLoads } from '../../model/ops';
import {
  append,
  history,
  january,
  type LandedRow,
  loadRun,
  openDuckDb,
  read,
  type TestRun,
  tablesUpToSilver,
} from '../../test/transform/hospital-warehouse';
import { insertRows } from '../../test/transform/insert-rows';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import { rebuildHistory } from './history';
import { SOURCE_TIME_IMPLAUSIBLE } from './history-versions';
import { historyViolations } from './history-violations';
import { checkRows } from './quality';

const PATIENTS = { entity: entity('patients'), hospitalId: 'hospital-a' };
/** After anything that the tests load. */
const LATER = '2999-01-01 00:00:00.000000';
let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeEach(async () => {
  const names = ['patients', 'departments', 'claims'];
  const tables = names.flatMap((name) => tablesUpToSilver(name, ['hospital-a', 'hospital-b']));
  ({ warehouse, remove } = await openDuckDb(tables));
});
afterEach(() => remove());

/** A patient as the source has it since a day of January. */
const patient = (id: string, name: string | null, day: number): LandedRow => ({
  values: { patient_id: id, first_name: name, modified_at: january(day) },
  at: january(day),
});
const run = (runId: string, day: number, rows: readonly LandedRow[], more: Partial<TestRun> = {}): TestRun => ({
  entity: 'patients',
  runId,
  takenAt: january(day),
  rows,
  ...more,
});
const names = (id: string) => history(warehouse, 'patients', id, 'first_name');
const scan = (...ids: string[]) => ({ keys: ids.map((patient_id) => ({ patient_id })) });

it('closes the version of a changed key, opens the next, and leaves other keys alone', async () => {
  await loadRun(warehouse, run('r1', 2, [patient('P1', 'A', 1), patient('P2', 'X', 1)]));
  await loadRun(warehouse, run('r2', 4, [patient('P1', 'B', 3)]));
  expect(await names('P1')).toEqual(['01..03 A', '03.. B current']);
  expect(await names('P2')).toEqual(['01.. X current']);
});

it('keeps A -> B -> A as three versions', async () => {
  await loadRun(warehouse, {
    ...run('r1', 1, [{ values: { department_id: 'D1', name: 'A' } }]),
    entity: 'departments',
  });
  await loadRun(warehouse, {
    ...run('r2', 2, [{ values: { department_id: 'D1', name: 'B' } }]),
    entity: 'departments',
  });
  await loadRun(warehouse, {
    ...run('r3', 3, [{ values: { department_id: 'D1', name: 'A' } }]),
    entity: 'departments',
  });
  expect(await history(warehouse, 'departments', 'D1', 'name')).toEqual(['01..02 A', '02..03 B', '03.. A current']);
});

it('adds nothing to bronze for a table read again without a change', async () => {
  const full: Partial<TestRun> = { entity: 'departments', deletes: 'staged_rows' };
  const rows = [{ values: { department_id: 'D1', name: 'A' } }, { values: { department_id: 'D2', name: 'B' } }];
  await loadRun(warehouse, run('r1', 1, rows, full));
  await loadRun(warehouse, run('r2', 2, rows, full));
  expect(await read(warehouse, bronzeTable(entity('departments'), 'hospital-a'), '_run_id, department_id')).toEqual([
    { _run_id: 'r1', department_id: 'D1' },
    { _run_id: 'r1', department_id: 'D2' },
  ]);
  expect(await read(warehouse, opsLoads, 'run_id, rows_landed, rows_new, rows_deleted')).toEqual([
    { run_id: 'r1', rows_landed: 2, rows_new: 2, rows_deleted: 0 },
    { run_id: 'r2', rows_landed: 2, rows_new: 0, rows_deleted: 0 },
  ]);
});

it('closes a deleted key and opens it again when it returns', async () => {
  await loadRun(warehouse, run('r1', 2, [patient('P1', 'A', 1), patient('P2', 'X', 1)], scan('P1', 'P2')));
  await loadRun(warehouse, run('r2', 4, [], scan('P2')));
  await loadRun(warehouse, run('r3', 5, [], scan('P2')));
  expect(await names('P1')).toEqual(['01..04 A']);
  await loadRun(warehouse, run('r4', 7, [patient('P1', 'B', 6)], scan('P1', 'P2')));
  expect(await names('P1')).toEqual(['01..04 A', '06.. B current']);
  expect(await names('P2')).toEqual(['01.. X current']);
});

// The snapshot of that moment did not have it.
it('opens a row again when it is seen, where it says that it came back exactly when it was deleted', async () => {
  await loadRun(warehouse, run('r1', 2, [patient('P1', 'A', 1)], scan('P1')));
  await loadRun(warehouse, run('r2', 4, [], scan()));
  await loadRun(warehouse, run('r3', 6, [patient('P1', 'B', 4)], scan('P1')));
  expect(await names('P1')).toEqual(['01..04 A', '06.. B current']);
  expect(
    await warehouse.query(
      historyViolations(warehouse.dialect, { entity: entity('patients'), hospitalId: 'hospital-a' }),
    ),
  ).toEqual([]);
});

it('opens a restored row when it is seen again, although its own cursor is older than the delete', async () => {
  await loadRun(warehouse, run('r1', 2, [patient('P1', 'A', 1)], scan('P1')));
  await loadRun(warehouse, run('r2', 4, [], scan()));
  await loadRun(warehouse, run('r3', 6, [patient('P1', 'A', 1)], scan('P1')));
  await loadRun(warehouse, run('r4', 7, [patient('P1', 'A', 1)], scan('P1')));
  expect(await names('P1')).toEqual(['01..04 A', '06.. A current']);
});

describe('a database is believed in the order of its snapshots', () => {
  it.each([
    ['in the future', 28, '04.. B current'],
    ['set back', 1, '04.. B current'],
    ['repeated, as in the hour that a local clock repeats', 2, '04.. B current'],
    ['after the snapshot before', 3, '03.. B current'],
  ])('a changed row is current whatever its cursor is: %s', async (_, cursorDay, expected) => {
    await loadRun(warehouse, run('r1', 2, [patient('P1', 'A', 2)]));
    await loadRun(warehouse, run('r2', 4, [patient('P1', 'B', cursorDay)]));
    expect((await names('P1')).at(-1)).toBe(expected);
    // The next change is not filed before it.
    await loadRun(warehouse, run('r3', 6, [patient('P1', 'C', 5)]));
    expect((await names('P1')).at(-1)).toBe('05.. C current');
  });

  it('a row gets its first cursor from a clock behind that of the snapshot', async () => {
    await loadRun(warehouse, run('r1', 3, [{ ...patient('P1', 'A', 3), kind: 'missing' }]));
    await loadRun(warehouse, run('r2', 5, [patient('P1', 'B', 2)]));
    expect(await names('P1')).toEqual(['03..05 A', '05.. B current']);
  });

  it('cursors that follow each other are kept although each is older than the snapshot before it', async () => {
    await loadRun(warehouse, run('r1', 5, [patient('P1', 'A', 1)]));
    await loadRun(warehouse, run('r2', 7, [patient('P1', 'B', 2)]));
    await loadRun(warehouse, run('r3', 9, [patient('P1', 'C', 3)]));
    expect(await names('P1')).toEqual(['01..02 A', '02..03 B', '03.. C current']);
  });

  it('a row that only moves its cursor keeps its version, and bronze has the touch', async () => {
    await loadRun(warehouse, run('r1', 2, [patient('P1', 'A', 1)]));
    await loadRun(warehouse, run('r2', 4, [patient('P1', 'A', 3)]));
    await loadRun(warehouse, run('r3', 6, [patient('P1', 'B', 5)]));
    expect(await names('P1')).toEqual(['01..05 A', '05.. B current']);
    expect(await read(warehouse, bronzeTable(PATIENTS.entity, 'hospital-a'), '_run_id')).toHaveLength(3);
  });

  it('marks the versions that do not begin at their own cursor', async () => {
    await loadRun(warehouse, run('r1', 2, [patient('P1', 'A', 1), { ...patient('P2', 'X', 2), kind: 'missing' }]));
    await loadRun(warehouse, run('r2', 4, [patient('P1', 'B', 28)]));
    expect(await read(warehouse, silverTable(PATIENTS.entity), 'patient_id, first_name, _warnings')).toEqual([
      { patient_id: 'P1', first_name: 'A', _warnings: null },
      { patient_id: 'P1', first_name: 'B', _warnings: `modified_at_plausible,${SOURCE_TIME_IMPLAUSIBLE}` },
      { patient_id: 'P2', first_name: 'X', _warnings: SOURCE_TIME_IMPLAUSIBLE },
    ]);
  });

  it('deletes a key whose cursor lies in the future', async () => {
    await loadRun(warehouse, run('r1', 2, [patient('P1', 'A', 1)], scan('P1')));
    await loadRun(warehouse, run('r2', 3, [patient('P1', 'B', 20)], scan('P1')));
    await loadRun(warehouse, run('r3', 4, [], scan()));
    await loadRun(warehouse, run('r4', 5, [], scan()));
    expect(await names('P1')).toEqual(['01..03 A', '03..04 B']);
  });

  it('an older snapshot that missed a row does not hide it, when it is loaded after a newer one that has it', async () => {
    const before = run('r1', 2, [patient('P1', 'A', 1)], scan('P1'));
    const without = run('r2', 4, [], scan());
    const again = run('r3', 6, [patient('P1', 'A', 1)], scan('P1'));
    for (const each of [before, again, without]) await loadRun(warehouse, each, [before, without, again]);
    expect(await names('P1')).toEqual(['01..04 A', '06.. A current']);
  });
});

it('opens no version for rows that are read again after the upgrade to another row hash', async () => {
  await loadRun(warehouse, run('r1', 2, [patient('P1', 'A', 1), patient('P2', 'X', 1)]));
  const bronze = warehouse.dialect.table(bronzeTable(PATIENTS.entity, 'hospital-a'));
  // As before the upgrade: no version of the hash, and a hash over every column.
  const asBefore = `update ${bronze} set _hash_version = null, _source_time_kind = null, _row_hash = concat('old', _row_hash)`;
  await warehouse.executeAtomically([{ name: 'test.before', sql: asBefore }]);
  await loadRun(warehouse, run('r2', 4, [patient('P1', 'A', 1), patient('P2', 'Y', 3)]));
  expect(await names('P1')).toEqual(['01.. A current']);
  expect(await names('P2')).toEqual(['01..03 X', '03.. Y current']);
});

describe('files are ordered by the times that their rows state', () => {
  const claim = (payer_id: string | null, at: number): LandedRow => ({
    values: {
      ...{ claim_id: 'C1', payer_id, service_date: '2025-01-01', claim_date: '2025-01-01' },
      ...{ claim_amount: '1', paid_amount: '0', claim_status: 'Pending', modified_at: january(at) },
    },
    at: january(at),
  });
  const file = (runId: string, day: number, ...rows: readonly LandedRow[]): TestRun => ({
    ...run(runId, day, rows),
    entity: 'claims',
  });
  const payers = () => history(warehouse, 'claims', 'C1', 'payer_id');

  it('two changes of one key in one file', async () => {
    await loadRun(warehouse, file('r1', 9, claim('B', 3), claim('A', 1), claim('C', 5)));
    expect(await payers()).toEqual(['01..03 A', '03..05 B', '05.. C current']);
  });

  it('a late file of an older month lands between the versions that it belongs to', async () => {
    await loadRun(warehouse, file('r1', 6, claim('A', 1), claim('C', 5)));
    await loadRun(warehouse, file('r2', 7, claim('B', 3)));
    expect(await payers()).toEqual(['01..03 A', '03..05 B', '05.. C current']);
  });

  it('NULL to a value and back', async () => {
    await loadRun(warehouse, file('r1', 4, claim(null, 1), claim('A', 2), claim(null, 3)));
    expect(await payers()).toEqual(['01..02 null', '02..03 A', '03.. null current']);
  });

  it('of two rows of one time the later delivery holds, whichever is loaded first', async () => {
    const [earlier, later] = [file('r1', 4, claim('A', 1)), file('r2', 5, claim('B', 1))];
    for (const each of [later, earlier]) await loadRun(warehouse, each, [earlier, later]);
    expect(await payers()).toEqual(['01.. B current']);
  });

  it.each(['missing', 'future'] as const)('a row whose time is %s gives way to any later delivery', async (kind) => {
    await loadRun(warehouse, file('r1', 6, { ...claim('A', 6), kind }));
    expect(await payers()).toEqual(['06.. A current']);
    await loadRun(warehouse, file('r2', 8, claim('B', 3)));
    expect(await payers()).toEqual(['03.. B current']);
  });
});

it('finds deletes of a table that is read whole, and of no table without a scan', async () => {
  const rows = [{ values: { department_id: 'D1', name: 'A' } }, { values: { department_id: 'D2', name: 'B' } }];
  const departments = { entity: 'departments', deletes: 'staged_rows' } as const;
  await loadRun(warehouse, run('r1', 1, rows, departments));
  await loadRun(warehouse, run('r2', 2, rows.slice(1), { ...departments, deletes: 'none' }));
  expect(await history(warehouse, 'departments', 'D1', 'name')).toEqual(['01.. A current']);
  await loadRun(warehouse, run('r3', 3, rows.slice(1), departments));
  expect(await history(warehouse, 'departments', 'D1', 'name')).toEqual(['01..03 A']);
});

it('does not delete keys that a late, older scan could not know', async () => {
  // Written on the 2nd, committed after the scan of the 3rd.
  await loadRun(warehouse, run('r2', 5, [patient('P1', 'A', 2)], scan('P1')));
  await loadRun(warehouse, run('r1', 3, [], scan()));
  expect(await names('P1')).toEqual(['02.. A current']);
});

it('takes equal rows of two snapshots for one version, also when the older one comes later', async () => {
  const rows = [{ values: { department_id: 'D1', name: 'A' } }];
  await loadRun(warehouse, { ...run('r2', 5, rows), entity: 'departments' });
  await loadRun(warehouse, { ...run('r1', 3, rows), entity: 'departments' });
  expect(await history(warehouse, 'departments', 'D1', 'name')).toEqual(['03.. A current']);
});

it('gives the same history when any run is repeated', async () => {
  const runs = [
    run('r1', 2, [patient('P1', 'A', 1), patient('P2', 'X', 1)], scan('P1', 'P2')),
    run('r2', 4, [patient('P1', 'B', 3)], scan('P1')),
    run('r3', 6, [patient('P2', 'Y', 5)], scan('P1', 'P2')),
  ];
  for (const each of runs) await loadRun(warehouse, each);
  const silver = () => read(warehouse, silverTable(PATIENTS.entity), '*');
  const bronze = () => read(warehouse, bronzeTable(PATIENTS.entity, 'hospital-a'), '* exclude (_ingested_at)');
  const before = [await silver(), await bronze()];
  for (const each of runs) {
    await loadRun(warehouse, each);
    expect([await silver(), await bronze()]).toEqual(before);
  }
  await warehouse.executeAtomically(rebuildHistory(warehouse.dialect, PATIENTS, LATER, 'applied'));
  expect(await silver()).toEqual(before[0]);
});

it('keeps hospitals with the same ids apart', async () => {
  await loadRun(warehouse, run('r1', 2, [patient('P1', 'A', 1)], scan('P1')));
  await loadRun(warehouse, run('r1', 2, [patient('P1', 'Z', 1)], { ...scan('P1'), hospitalId: 'hospital-b' }));
  await loadRun(warehouse, run('r2', 3, [], { ...scan(), hospitalId: 'hospital-b' }));
  await warehouse.executeAtomically(
    rebuildHistory(warehouse.dialect, { ...PATIENTS, hospitalId: 'hospital-b' }, LATER, 'applied'),
  );
  expect(await names('P1')).toEqual(['01.. A current']);
  expect(await history(warehouse, 'patients', 'P1', 'first_name', 'hospital-b')).toEqual(['01..03 Z']);
});

it('takes in every load that waits, also one that an earlier run left behind', async () => {
  await append(warehouse, run('r1', 2, [patient('P1', 'A', 1)]));
  await loadRun(warehouse, run('r2', 4, [patient('P2', 'X', 3)]));
  expect(await names('P1')).toEqual(['01.. A current']);
  expect(await read(warehouse, opsLoads, 'run_id', 'applied_at is null')).toEqual([]);
});

it('leaves the version before a quarantined row open', async () => {
  await loadRun(warehouse, run('r1', 2, [patient('P1', 'A', 1)]));
  const unreadable = { ...patient('P1', 'B', 3), unreadable: '{"date_of_birth":"31/02/1990"}' };
  await loadRun(warehouse, run('r2', 4, [unreadable]));
  expect(await names('P1')).toEqual(['01.. A current']);
});

it('writes the warnings of a version, and NULL for none', async () => {
  const changed = (id: string, modified_at: string | null): LandedRow => ({ values: { patient_id: id, modified_at } });
  const times = ['1066-10-14 00:00:00', january(1), null];
  await loadRun(
    warehouse,
    run(
      'r1',
      2,
      times.map((time, index) => changed(`P${index + 1}`, time)),
    ),
  );
  expect(await read(warehouse, silverTable(PATIENTS.entity), 'patient_id, _warnings')).toEqual([
    { patient_id: 'P1', _warnings: 'modified_at_plausible' },
    { patient_id: 'P2', _warnings: null },
    { patient_id: 'P3', _warnings: null },
  ]);
});

it.each([
  ['empty_interval', [[3, 3]]],
  [
    'two_current',
    [
      [1, null],
      [2, null],
    ],
  ],
  [
    'overlap',
    [
      [1, 4],
      [3, 5],
    ],
  ],
  [
    'gap',
    [
      [1, 2],
      [3, 5],
    ],
  ],
] as const)('finds the violation %s', async (violation, intervals) => {
  const rows = intervals.map(([from, to]) => ({
    hospital_id: 'hospital-a',
    patient_id: 'P1',
    valid_from: january(from),
    valid_to: to === null ? null : january(to),
    is_current: to === null,
    _row_hash: 'h',
    _run_id: 'r1',
  }));
  await warehouse.executeAtomically(insertRows(warehouse.dialect, silverTable(PATIENTS.entity), rows));
  const found = await warehouse.query(historyViolations(warehouse.dialect, PATIENTS));
  expect(found.map((row) => row['violation'])).toContain(violation);
});

it('finds no violation in a history with a deletion', async () => {
  await loadRun(warehouse, run('r1', 2, [patient('P1', 'A', 1)], scan('P1')));
  await loadRun(warehouse, run('r2', 4, [], scan()));
  await loadRun(warehouse, run('r3', 6, [patient('P1', 'B', 5)], scan('P1')));
  expect(await warehouse.query(historyViolations(warehouse.dialect, PATIENTS))).toEqual([]);
});

it('leaves everything as it was when nothing new has landed', async () => {
  await loadRun(warehouse, run('r1', 2, [patient('P1', 'A', 1)]));
  await loadRun(warehouse, run('r2', 3, []));
  await warehouse.executeAtomically(checkRows(warehouse.dialect, PATIENTS));
  await warehouse.executeAtomically(rebuildHistory(warehouse.dialect, PATIENTS, LATER));
  expect(await names('P1')).toEqual(['01.. A current']);
});
