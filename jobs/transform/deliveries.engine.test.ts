import { bronzeTable, entity, silverTable } from '../../model/catalogue';
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
import { refuseLost } from '../steps/explained-deliveries';
import { duckdbDialect } from '../warehouse/duckdb/dialect';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import { accountsOf, claim, file } from './delivered-claims.fixture';
import { judgeDeliveries } from './deliveries';
import { checkRows } from './quality';

const CLAIMS = { entity: entity('claims'), hospitalId: 'hospital-a' };
const BRONZE = duckdbDialect.table(bronzeTable(CLAIMS.entity, CLAIMS.hospitalId));
let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeEach(async () => {
  const tables = ['claims', 'patients'].flatMap((name) => tablesUpToSilver(name, ['hospital-a']));
  ({ warehouse, remove } = await openDuckDb([
    ...new Map(tables.map((each) => [each.dataset + each.name, each])).values(),
  ]));
});
afterEach(() => remove());

const execute = (sql: string) => warehouse.executeAtomically([{ name: 'test.change', sql }]);
const accounts = (where: string) => accountsOf(warehouse, where);

it('says what became of each row and amount of each file', async () => {
  const other = { ...claim('C6', '0.03', '0', 5), file: 'other' };
  const rows = [
    ...[claim('C1', '100', '1', 5), claim('C1', '900', '2', 5)],
    ...[claim('C2', '7.25', '0', 5), claim('C2', '7.25', '0', 5)],
    ...[claim('C3', '10', '0', 5), claim('C3', '20', '0', 6)],
    ...[claim('C4', '5', '0', 5, { claim_status: 'Unheard of' }), claim('C5', null, '3', 5), other],
  ];
  await loadRun(warehouse, file('r1', 10, rows));
  expect(await accounts("measure in ('rows', 'claim_amount', 'paid_amount')")).toEqual([
    'claim_amount other 0.03 0.03 0 0 0',
    'claim_amount r1 1049.5 27.25 1005 10 7.25',
    'paid_amount other 0 0 0 0 0',
    'paid_amount r1 6 0 6 0 0',
    'rows other 1 1 0 0 0',
    'rows r1 8 2 4 1 1',
  ]);
  // All of it again, an older row, and a newer one.
  await loadRun(
    warehouse,
    file('r2', 12, [claim('C2', '7.25', '0', 5), claim('C3', '15', '0', 4), claim('C3', '30', '0', 7)]),
  );
  expect(await accounts("measure in ('rows', 'claim_amount') and run_id = 'r2'")).toEqual([
    'claim_amount r2 52.25 30 0 15 7.25',
    'rows r2 3 1 0 1 1',
  ]);
});

it('says it of a snapshot, and of one that is loaded again', async () => {
  const patient = (id: string, name: string): LandedRow => ({ values: { patient_id: id, first_name: name } });
  const rows = [patient('P1', 'A'), patient('P2', 'A'), patient('P2', 'B'), patient('P3', 'A'), patient('P3', 'A')];
  const run: TestRun = { entity: 'patients', runId: 'r1', takenAt: january(4), rows };
  for (const _time of [1, 2]) {
    await loadRun(warehouse, run);
    expect(await accounts("measure = 'rows'")).toEqual(['rows snapshot 5 2 2 0 1']);
  }
});

describe('lines of claims', () => {
  const lines = [
    ...[claim('C1', '100.00', '80.00', 5), claim('C1', '60.00', '50.00', 5), claim('C1', '40.00', '20.00', 5)],
    ...[claim('C2', '700.00', '0', 5), claim('C2', '300.00', '0', 5)],
  ];

  it('are added up where the feed says so', async () => {
    await loadRun(warehouse, file('r1', 10, lines, true));
    expect(await history(warehouse, 'claims', 'C1', 'claim_amount')).toEqual(['05.. 200 current']);
    expect(await history(warehouse, 'claims', 'C1', 'paid_amount')).toEqual(['05.. 150 current']);
    expect(await history(warehouse, 'claims', 'C2', 'claim_amount')).toEqual(['05.. 1000 current']);
    const measures = "measure in ('rows', 'claim_amount', 'paid_amount')";
    const read = ['claim_amount r1 1200 1200 0 0 0', 'paid_amount r1 150 150 0 0 0', 'rows r1 5 5 0 0 0'];
    expect(await accounts(measures)).toEqual(read);
    // The same file again says nothing new; other lines of the same sums neither.
    await loadRun(warehouse, file('r2', 12, lines, true));
    expect(await accounts(`measure = 'rows' and run_id = 'r2'`)).toEqual(['rows r2 5 0 0 0 5']);
    await loadRun(warehouse, file('r3', 14, [claim('C2', '1000', '0', 6)], true));
    expect(await history(warehouse, 'claims', 'C2', 'claim_amount')).toEqual(['05.. 1000 current']);
  });

  it('are warned of where a later delivery has fewer lines of a claim than the one before, held ones too', async () => {
    await loadRun(warehouse, file('r1', 10, lines, true));
    await loadRun(warehouse, file('r2', 12, [claim('C1', '70.00', '55.00', 6), claim('C3', '1', '1', 6)], true));
    await loadRun(warehouse, file('r3', 14, [claim('C4', '5', '1', 5), claim('C4', '6', '1', 7)], true));
    await loadRun(warehouse, file('r4', 16, [claim('C4', '6', '1', 8)], true));
    const warned = await read(warehouse, silverTable(CLAIMS.entity), 'claim_id, _warnings', 'is_current');
    expect(warned.map((row) => Object.values(row).join(' ').trim())).toEqual([
      ...['C1 fewer_lines', 'C2', 'C3', 'C4 fewer_lines'],
    ]);
  });

  it('are held, all of them, where the feed does not', async () => {
    await loadRun(warehouse, file('r1', 10, lines));
    expect(await accounts("measure in ('rows', 'claim_amount')")).toEqual([
      'claim_amount r1 1200 0 1200 0 0',
      'rows r1 5 0 5 0 0',
    ]);
  });

  it('count every equal line, and are held where anything but money differs or an amount is missing', async () => {
    const rows = [
      ...[claim('C1', '50', '1', 5), claim('C1', '50', '1', 5)],
      ...[claim('C2', '1', '1', 5), claim('C2', '2', '1', 5, { payer_id: 'Acme' })],
      ...[claim('C3', '1', '1', 5), claim('C3', '2', '1', 6)],
      ...[claim('C4', '1', '1', 5), { ...claim('C4', null, '1', 5), unreadable: '{"claim_amount":"?"}' }],
    ];
    await loadRun(warehouse, file('r1', 10, rows, true));
    expect(await history(warehouse, 'claims', 'C1', 'claim_amount')).toEqual(['05.. 100 current']);
    expect(await accounts("measure = 'rows'")).toEqual(['rows r1 8 2 6 0 0']);
  });

  it('have a required amount only if every line has it', async () => {
    await loadRun(warehouse, file('r1', 10, [claim('C4', '1', '1', 5), claim('C4', null, '1', 5)], true));
    expect(await history(warehouse, 'claims', 'C4', 'claim_amount')).toEqual([]);
  });
});

describe('a row that comes again, or gives way', () => {
  const rowsOf = (run: string) => accounts(`measure = 'rows' and run_id = '${run}'`);

  it('is superseded by a later delivery of the same check, and stays accepted where it was in history before', async () => {
    await append(warehouse, file('r1', 10, [claim('C1', '1', '0', 5)]));
    await loadRun(warehouse, file('r2', 12, [claim('C1', '2', '0', 6)]));
    expect([await rowsOf('r1'), await rowsOf('r2')]).toEqual([['rows r1 1 0 0 1 0'], ['rows r2 1 1 0 0 0']]);
    await loadRun(warehouse, file('r3', 14, [claim('C1', '3', '0', 7)]));
    expect([await rowsOf('r2'), await rowsOf('r3')]).toEqual([['rows r2 1 1 0 0 0'], ['rows r3 1 1 0 0 0']]);
  });

  it('is not superseded by a newer one that is held, until the corrected one comes', async () => {
    await append(warehouse, file('r1', 10, [claim('C1', '1', '0', 5)]));
    await loadRun(warehouse, file('r2', 12, [claim('C1', null, '0', 6)]));
    expect([await rowsOf('r1'), await rowsOf('r2')]).toEqual([['rows r1 1 1 0 0 0'], ['rows r2 1 0 1 0 0']]);
    await loadRun(warehouse, file('r3', 14, [claim('C1', '3', '0', 7)]));
    expect([await rowsOf('r2'), await rowsOf('r3')]).toEqual([['rows r2 1 0 1 0 0'], ['rows r3 1 1 0 0 0']]);
  });

  it('is equal where all of it is read in full or healed, but for what is new', async () => {
    const patient = (id: string, name: string, day: number): LandedRow => ({
      values: { patient_id: id, first_name: name, modified_at: january(day) },
      at: january(day),
    });
    const snapshot = (runId: string, day: number, rows: readonly LandedRow[]): TestRun => ({
      ...{ entity: 'patients', runId, takenAt: january(day), rows },
      keys: ['P1', 'P2', 'P3'].map((patient_id) => ({ patient_id })),
    });
    await loadRun(warehouse, snapshot('r1', 4, [patient('P1', 'A', 1), patient('P2', 'A', 1)]));
    const all = [patient('P1', 'A', 1), patient('P2', 'B', 1), patient('P3', 'A', 1)];
    await loadRun(warehouse, snapshot('r2', 6, all));
    expect(await rowsOf('r2')).toEqual(['rows snapshot 3 2 0 0 1']);
    await loadRun(warehouse, snapshot('r2', 6, all));
    expect(await rowsOf('r2')).toEqual(['rows snapshot 3 2 0 0 1']);
  });

  it('is judged again by a replay, under its rules and as history has it now', async () => {
    await loadRun(warehouse, file('r1', 10, [claim('C1', '1', '0', 5), claim('C2', '1', '0', 5)]));
    await loadRun(warehouse, file('r2', 12, [claim('C1', '2', '0', 6)]));
    // A load that waits says nothing about history.
    await append(warehouse, file('r3', 14, [claim('C2', '2', '0', 7)]));
    const replay = () =>
      warehouse.executeAtomically([
        ...checkRows(warehouse.dialect, CLAIMS, 'applied'),
        ...judgeDeliveries(warehouse.dialect, CLAIMS, 'applied'),
      ]);
    await replay();
    expect([await rowsOf('r1'), await rowsOf('r2')]).toEqual([['rows r1 2 1 0 1 0'], ['rows r2 1 1 0 0 0']]);
    await refuseLost(warehouse, CLAIMS);
    // A row that breaks a rule by now: its value was readable once.
    await execute(`update ${BRONZE} set claim_status = 'Unheard of' where claim_id = 'C2' and _run_id = 'r1'`);
    await replay();
    expect(await rowsOf('r1')).toEqual(['rows r1 2 0 1 1 0']);
  });
});
