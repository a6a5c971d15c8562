import { OPS_TABLES, opsDeliveries, opsHeldDeliveries, opsLoads, opsSteps } from '../../model/ops';
import { twoHospitals } from '../../sample/two-hospitals.fixture';
import { eachWarehouse, type OpenedWarehouse } from '../../test/engines/each-warehouse';
import { insertRows, type SqlRow } from '../../test/transform/insert-rows';
import { readRunReport } from './run-report';

const at = (day: number, second = 0) => `2025-01-0${day} 05:00:0${second}.000000`;
const NOW = new Date('2025-01-06T05:00:00Z');

eachWarehouse('what a run read', ({ dialect, open }) => {
  let opened: OpenedWarehouse;
  beforeAll(async () => {
    opened = await open();
    await opened.warehouse.createTables(OPS_TABLES);
    const { warehouse } = opened;
    await warehouse.executeAtomically([
      ...insertRows(dialect, opsSteps, [
        { ...done('r1', 'begin', 1), detail: '1 file(s) in the inbox itself, which no feed reads (a)' },
        ...chain('r1', 'hospital-a.patients', 1),
        ...chain('r1', 'hospital-a.claims', 1).map((step, place) =>
          place === 0 ? { ...step, detail: '2 file(s), 1 with unknown columns' } : step,
        ),
        ...chain('r1', 'hospital-b.claims', 1).map((step, place) =>
          place === 0 ? { ...step, detail: '2 file(s)' } : step,
        ),
        // A failure that was retried does not count; one that came last does.
        attempt('r2', 'extract.hospital-a.patients', 1, 'FAILED', 2, 1),
        attempt('r2', 'extract.hospital-a.patients', 2, 'FAILED', 2, 2),
        attempt('r2', 'extract.hospital-a.claims', 1, 'FAILED', 2, 1),
        ...chain('r2', 'hospital-a.claims', 2, 2),
        ...chain('r2', 'hospital-b.claims', 2),
        ...chain('r2', 'hospital-b.patients', 2).slice(0, 2),
      ]),
      ...insertRows(dialect, opsLoads, [
        load('r1', 'hospital-a', 'patients', 1, [12, 10, 1]),
        load('r1', 'hospital-a', 'claims', 1, [8, 7, 0]),
        load('r2', 'hospital-a', 'claims', 2, [0, 0, 0]),
        load('r2', 'hospital-b', 'claims', 2, [2, 2, 0]),
        { ...load('r2', 'hospital-b', 'patients', 2, [9, 9, 0]), applied_at: null },
      ]),
      ...insertRows(dialect, opsDeliveries, [
        ...delivery('r1', 'hospital-a', 'patients', 'snapshot', ['check'], { rows: [12, 10, 0, 0, 2] }),
        // The check's word counts, and all files of a reading together.
        ...delivery('r1', 'hospital-a', 'claims', 'f1', ['load', 'check'], {
          rows: [6, 3, 2, 0, 1],
          paid_amount: [0.3, 0.1, 0.2, 0, 0],
        }),
        ...delivery('r1', 'hospital-a', 'claims', 'f2', ['check'], {
          rows: [4, 1, 1, 2, 0],
          paid_amount: [10.01, 2, 3, 5.01, 0],
        }),
        ...delivery('r2', 'hospital-b', 'claims', 'f3', ['load'], { rows: [4, 2, 0, 0, 0] }),
      ]),
      ...insertRows(dialect, opsHeldDeliveries, [
        {
          ...{ run_id: 'r1', hospital_id: 'hospital-a', table_name: 'claims', source_file: 'f2' },
          ...{ rows_checked: 90, rows_broken: 30 },
        },
        {
          ...{ run_id: 'r2', hospital_id: 'hospital-b', table_name: 'patients', source_file: '' },
          ...{ rows_checked: 9, rows_broken: 9 },
        },
      ]),
    ]);
  });
  afterAll(() => opened?.warehouse.close());

  const of = async (table: string, hospital = 'hospital-a', runId = 'r2') => {
    const { warehouse } = opened;
    const { sources } = await readRunReport({ warehouse, spec: twoHospitals(), runId, now: NOW });
    return sources.find((each) => each.table === table && each.hospital === hospital);
  };

  it('names the earlier reading of a table whose extract failed in every attempt', async () => {
    expect(await of('patients')).toEqual({
      ...{ hospital: 'hospital-a', table: 'patients', kind: 'database', state: 'failed' },
      ...{ reason: 'extract failed: SOURCE_UNREACHABLE', readAt: at(1), readBy: 'r1', ageSeconds: 5 * 86_400 },
      ...{ absentColumns: [], scannedAt: null, scanAgeSeconds: null },
      counts: { read: 12, accepted: 10, held: 0, superseded: 0, equal: 2, unexplained: 0, deleted: 1 },
      money: [],
    });
    expect(await of('patients', 'hospital-a', 'r1')).toMatchObject({ state: 'read', readBy: 'r1' });
  });

  it('takes an empty inbox for no delivery: rows and money are those of the newest files, as they were judged', async () => {
    expect(await of('claims')).toMatchObject({
      ...{ state: 'nothing new', reason: null, readAt: at(1), readBy: 'r1' },
      counts: { read: 10, accepted: 4, held: 3, superseded: 2, equal: 1, unexplained: 0 },
      money: [{ measure: 'paid_amount', read: '10.31', accepted: '2.1', held: '3.2', superseded: '5.01', equal: '0' }],
    });
  });

  it('says it of each file of a run, and of its rows together', async () => {
    const { warehouse } = opened;
    const report = (runId: string) => readRunReport({ warehouse, spec: twoHospitals(), runId, now: NOW });
    const { deliveries, rows } = await report('r1');
    expect(
      deliveries.map(({ table, delivery, isJudged, bridges }) => [table, delivery, isJudged, bridges.length]),
    ).toEqual([
      ['claims', 'f1', true, 2],
      ['claims', 'f2', true, 2],
      ['patients', 'snapshot', true, 1],
    ]);
    expect(deliveries[1]?.bridges).toEqual([
      { measure: 'rows', read: '4', accepted: '1', held: '1', superseded: '2', equal: '0' },
      { measure: 'paid_amount', read: '10.01', accepted: '2', held: '3', superseded: '5.01', equal: '0' },
    ]);
    expect(rows).toEqual({ measure: 'rows', read: '22', accepted: '14', held: '3', superseded: '2', equal: '3' });
    expect((await report('r2')).deliveries).toMatchObject([{ delivery: 'f3', isJudged: false }]);
  });

  it('lists what is held, whichever run brought it, with what to do', async () => {
    const { warehouse } = opened;
    const { heldDeliveries } = await readRunReport({ warehouse, spec: twoHospitals(), runId: 'r2', now: NOW });
    const fix = expect.stringContaining('maximumQuarantinedShare');
    expect(heldDeliveries).toEqual([
      {
        ...{ hospital: 'hospital-a', table: 'claims', runId: 'r1', delivery: 'f2' },
        ...{ rowsChecked: 90, rowsBroken: 30, fix },
      },
      {
        ...{ hospital: 'hospital-b', table: 'patients', runId: 'r2', delivery: 'snapshot' },
        ...{ rowsChecked: 9, rowsBroken: 9, fix },
      },
    ]);
  });

  it('repeats what begin and the extracts passed over, but not how many files they read', async () => {
    const { warehouse } = opened;
    const { notes } = await readRunReport({ warehouse, spec: twoHospitals(), runId: 'r1', now: NOW });
    expect(notes).toEqual([
      { step: 'begin', hospital: null, table: null, detail: '1 file(s) in the inbox itself, which no feed reads (a)' },
      {
        ...{ step: 'extract.hospital-a.claims', hospital: 'hospital-a', table: 'claims' },
        detail: '1 with unknown columns',
      },
    ]);
  });

  it('shows rows that are in none of the counts', async () => {
    expect(await of('claims', 'hospital-b')).toMatchObject({
      state: 'read',
      counts: { read: 4, accepted: 2, held: 0, superseded: 0, equal: 0, unexplained: 2 },
    });
  });

  it('says where a run stopped, and does not take a load for read that history has not', async () => {
    expect(await of('patients', 'hospital-b')).toMatchObject({
      ...{ state: 'unfinished', reason: 'the run did not get to its check', readAt: null, counts: null },
    });
  });

  it('says which tables of the spec were not in the run, with the spec and without', async () => {
    expect(await of('providers')).toMatchObject({ state: 'not in this run', readAt: null, counts: null });
    const { warehouse } = opened;
    const request = { warehouse, spec: null, runId: 'r2', now: NOW };
    const { sources, olderFigures, failures } = await readRunReport(request);
    expect(sources.map(({ hospital, table }) => `${hospital} ${table}`).sort()).toEqual([
      'hospital-a claims',
      'hospital-a patients',
      'hospital-b claims',
      'hospital-b patients',
    ]);
    expect(olderFigures).toEqual([
      { hospital: 'hospital-a', tables: ['patients'], since: at(1) },
      { hospital: 'hospital-b', tables: ['patients'], since: null },
    ]);
    expect(failures.map(({ summary }) => summary)).toEqual(['extract.hospital-a.patients: SOURCE_UNREACHABLE']);
  });

  function attempt(run: string, id: string, number: number, status: string, day: number, second: number): SqlRow {
    const failed = status === 'FAILED' ? { error_code: 'SOURCE_UNREACHABLE', detail: 'no answer' } : {};
    return { run_id: run, step_id: id, attempt: number, status, started_at: at(day, second), ...failed };
  }
  function done(run: string, id: string, day: number, number = 1, second = 3): SqlRow {
    return attempt(run, id, number, 'SUCCEEDED', day, second);
  }
  function chain(run: string, table: string, day: number, number = 1): SqlRow[] {
    const steps = ['extract', 'load', 'check', 'history'];
    return steps.map((kind, order) => done(run, `${kind}.${table}`, day, number, 3 + order));
  }
  function delivery(
    run_id: string,
    hospital_id: string,
    table_name: string,
    name: string,
    steps: readonly string[],
    measures: Readonly<Record<string, readonly number[]>>,
  ): SqlRow[] {
    return Object.entries(measures).flatMap(([measure, [read, accepted, held, superseded, equal]]) =>
      steps.map((step) => ({
        ...{ run_id, hospital_id, table_name, delivery: name, measure, step, total_read: read ?? 0 },
        // At the load all that reached bronze is accepted.
        ...(step === 'load' && steps.length > 1
          ? { total_accepted: (read ?? 0) - (equal ?? 0), total_held: 0, total_superseded: 0 }
          : { total_accepted: accepted ?? 0, total_held: held ?? 0, total_superseded: superseded ?? 0 }),
        total_equal: equal ?? 0,
      })),
    );
  }
  function load(run: string, hospital: string, table: string, day: number, [landed, added, deleted]: number[]): SqlRow {
    return {
      ...{ run_id: run, hospital_id: hospital, table_name: table, rows_landed: landed ?? 0, rows_new: added ?? 0 },
      ...{ rows_deleted: deleted ?? 0, taken_at: at(day), loaded_at: at(day, 5), applied_at: at(day, 7) },
    };
  }
});
