import { ENTITIES, entity, quarantineTable } from '../../model/catalogue';
import { OPS_TABLES, opsLoads, opsSteps } from '../../model/ops';
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
    await opened.warehouse.createTables([...OPS_TABLES, ...ENTITIES.map(quarantineTable)]);
    const { warehouse } = opened;
    const claims = quarantineTable(entity('claims'));
    await warehouse.executeAtomically([
      ...insertRows(dialect, opsSteps, [
        ...chain('r1', 'hospital-a.patients', 1, 12),
        ...chain('r1', 'hospital-a.claims', 1, 10),
        // A failure that was retried does not count; one that came last does.
        attempt('r2', 'extract.hospital-a.patients', 1, 'FAILED', 2, 1),
        attempt('r2', 'extract.hospital-a.patients', 2, 'FAILED', 2, 2),
        attempt('r2', 'extract.hospital-a.claims', 1, 'FAILED', 2, 1),
        ...chain('r2', 'hospital-a.claims', 2, 0, 2),
        ...chain('r2', 'hospital-b.claims', 2, 4),
        ...chain('r2', 'hospital-b.patients', 2, 9).slice(0, 2),
      ]),
      ...insertRows(dialect, opsLoads, [
        load('r1', 'hospital-a', 'patients', 1, [12, 10, 1]),
        load('r1', 'hospital-a', 'claims', 1, [8, 7, 0]),
        load('r2', 'hospital-a', 'claims', 2, [0, 0, 0]),
        load('r2', 'hospital-b', 'claims', 2, [2, 2, 0]),
        { ...load('r2', 'hospital-b', 'patients', 2, [9, 9, 0]), applied_at: null },
      ]),
      ...insertRows(dialect, claims, [held('r1', 1), held('r1', 2, 'C2,1'), held('r1', 3, 'C3'), held('r2', 1)]),
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
      counts: { read: 12, accepted: 10, held: 0, superseded: null, equal: 2, unexplained: 0, deleted: 1 },
    });
    expect(await of('patients', 'hospital-a', 'r1')).toMatchObject({ state: 'read', readBy: 'r1' });
  });

  it('takes an empty inbox for no delivery: the figures are of the newest file, its lines that are not rows counted', async () => {
    expect(await of('claims')).toMatchObject({
      ...{ state: 'nothing new', reason: null, readAt: at(1), readBy: 'r1' },
      counts: { read: 10, accepted: 6, held: 3, equal: 1, unexplained: 0 },
    });
  });

  it('shows rows that are in none of the counts', async () => {
    expect(await of('claims', 'hospital-b')).toMatchObject({
      state: 'read',
      counts: { read: 4, accepted: 2, held: 0, equal: 0, unexplained: 2 },
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
  function chain(run: string, table: string, day: number, rowsIn: number, number = 1): SqlRow[] {
    const steps = ['extract', 'load', 'check', 'history'];
    return steps.map((kind, order) => ({
      ...attempt(run, `${kind}.${table}`, number, 'SUCCEEDED', day, 3 + order),
      ...(kind === 'extract' ? { rows_in: rowsIn } : {}),
    }));
  }
  function load(run: string, hospital: string, table: string, day: number, [landed, added, deleted]: number[]): SqlRow {
    return {
      ...{ run_id: run, hospital_id: hospital, table_name: table, rows_landed: landed ?? 0, rows_new: added ?? 0 },
      ...{ rows_deleted: deleted ?? 0, taken_at: at(day), loaded_at: at(day, 5), applied_at: at(day, 7) },
    };
  }
  function held(run: string, seq: number, line: string | null = null): SqlRow {
    return {
      ...{ hospital_id: 'hospital-a', _run_id: run, _op: 'U', _source_ts: at(1), _seq: seq, _row_hash: '' },
      ...{ _rule_ids: 'field_count', _raw_line: line },
    };
  }
});
