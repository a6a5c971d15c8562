import { ENTITIES, entity, quarantineTable, silverTable, stagingRejectedTable } from '../../model/catalogue';
import { BASE_MODEL } from '../../model/model';
import { OPS_TABLES, opsQualityResults, opsRuns } from '../../model/ops';
import {
  january,
  type LandedRow,
  loadRun,
  openDuckDb,
  type TestRun,
  tablesUpToSilver,
} from '../../test/transform/hospital-warehouse';
import { insertRows } from '../../test/transform/insert-rows';
import { quarantineRejectedLines } from '../transform/quality';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import { brokenRules } from './broken-rules';
import { reportQueries } from './report-queries';

let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
beforeEach(async () => {
  const everyTable = ENTITIES.flatMap((each) => [silverTable(each), quarantineTable(each)]);
  ({ warehouse, remove } = await openDuckDb([
    ...everyTable,
    ...tablesUpToSilver('transactions', ['hospital-a', 'hospital-b']),
    ...OPS_TABLES,
  ]));
});
afterEach(() => remove());

const charge = (id: string | null, amount: string, paid = '0'): LandedRow => ({
  values: { transaction_id: id, service_date: '2025-01-01', amount, paid_amount: paid },
});
const load = (runId: string, day: number, rows: readonly LandedRow[], more: Partial<TestRun> = {}) =>
  loadRun(warehouse, { entity: 'transactions', runId, takenAt: january(day), rows, ...more });
async function rules(): Promise<string[]> {
  const { rules: byRules, unknownReferences } = reportQueries(warehouse.dialect, BASE_MODEL, 'r9');
  const found = brokenRules(await warehouse.query(byRules), await warehouse.query(unknownReferences));
  return found.map(({ hospital, table, rule, severity, failed, checked }) =>
    [hospital, table, rule, severity, failed, 'of', checked].join(' '),
  );
}

it('counts what is wrong now, however many runs have seen it', async () => {
  await load('r1', 2, [charge('T1', '-1'), charge('T2', '5', '6'), charge('T3', '5'), charge(null, '-1')]);
  await load('r1', 2, [charge('T1', '-1')], { hospitalId: 'hospital-b' });
  await load('r2', 3, [charge('T1', '-2'), charge('T2', '7', '8')]);
  expect(await rules()).toEqual([
    'hospital-a transactions amount_not_negative error 2 of 4',
    'hospital-a transactions paid_at_most_charged warning 1 of 4',
    'hospital-a transactions required:transaction_id error 1 of 4',
    'hospital-b transactions amount_not_negative error 1 of 1',
  ]);
});

/** T2's good version is current while its broken one is held: both are rows. */
it('forgets a broken row that came again corrected, and one that was deleted', async () => {
  const keys = (...ids: string[]) => ({ keys: ids.map((transaction_id) => ({ transaction_id })) });
  await load('r1', 2, [charge('T1', '-1'), charge('T2', '1'), charge('T3', '5', '6')]);
  await load('r2', 3, [charge('T1', '1'), charge('T2', '-1'), charge('T3', '5', '5')], keys('T1', 'T2', 'T3'));
  expect(await rules()).toEqual(['hospital-a transactions amount_not_negative error 1 of 4']);
  await load('r3', 4, [], keys('T1', 'T3'));
  expect(await rules()).toEqual([]);
});

it('keeps lines that are not rows', async () => {
  const line = (seq: number) => ({
    ...{ hospital_id: 'hospital-a', _run_id: 'r1', _op: 'U', _source_ts: january(2), _seq: seq, _row_hash: '' },
    ...{ _rule_ids: 'line_field_count', _raw_line: 'T1,' },
  });
  const of = { entity: entity('transactions'), hospitalId: 'hospital-a' };
  await warehouse.executeAtomically([
    ...insertRows(warehouse.dialect, stagingRejectedTable(of.entity, 'hospital-a'), [line(1), line(2)], 'replace'),
    ...quarantineRejectedLines(warehouse.dialect, { ...of, runId: 'r1' }),
  ]);
  await load('r1', 2, [charge('T1', '1')], { rejected: 2 });
  expect(await rules()).toEqual(['hospital-a transactions line_field_count error 2 of 3']);
});

it('counts what landing noticed about values, as long as the row says so', async () => {
  const noted = (id: string, amount: string, notes: string): LandedRow => ({
    values: { ...charge(id, amount).values, _notes: notes },
  });
  await load('r1', 2, [noted('T1', '1', 'ambiguous_dates:service_date,null_text:visit_type'), charge('T2', '2')]);
  await load('r2', 3, [noted('T3', '1', 'null_text:visit_type')]);
  expect(await rules()).toEqual([
    'hospital-a transactions ambiguous_dates warning 1 of 3',
    'hospital-a transactions null_text warning 2 of 3',
  ]);
  await load('r3', 4, [charge('T1', '3')]);
  expect(await rules()).toEqual(['hospital-a transactions null_text warning 1 of 3']);
});

it('takes unknown references from the newest run, not by its name, and leaves out what it found known', async () => {
  const run = (run_id: string, day: number) => ({
    run_id,
    environment: 'sunrise-dev',
    status: 'SUCCEEDED',
    started_at: january(day),
  });
  const result = (run_id: string, rule_id: string, rows_failed: number) => ({
    ...{ run_id, hospital_id: 'hospital-a', table_name: 'fact_claims', rule_id, severity: 'warning' },
    ...{ rows_checked: 10, rows_failed },
  });
  await warehouse.executeAtomically([
    ...insertRows(warehouse.dialect, opsRuns, [run('z', 1), run('a', 2)]),
    ...insertRows(warehouse.dialect, opsQualityResults, [
      ...[result('z', 'known_payer', 7), result('a', 'known_payer', 3)],
      ...[result('z', 'known_patient', 7), result('a', 'known_patient', 0)],
      ...[result('z', 'unmapped_payer', 7), result('a', 'unmapped_payer', 2)],
    ]),
  ]);
  expect(await rules()).toEqual([
    'hospital-a fact_claims known_payer warning 3 of 10',
    'hospital-a fact_claims unmapped_payer warning 2 of 10',
  ]);
});
