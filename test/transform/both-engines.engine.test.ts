import * as fc from 'fast-check';
import {
  decisionsAbout,
  placeOf,
  quarantineByRule,
  quarantineRows,
  shownRow,
} from '../../jobs/reports/quarantine-rows';
import { quarantineCounts } from '../../jobs/reports/run-queries';
import { decideRows } from '../../jobs/run/quarantine';
import type { Context } from '../../jobs/steps/context';
import { dimensionsStep } from '../../jobs/steps/dimensions';
import { factsStep } from '../../jobs/steps/facts';
import { nextKnown } from '../../jobs/steps/next-known';
import type { StepInput } from '../../jobs/steps/step-work';
import { deletedShare } from '../../jobs/transform/deleted-share';
import { heldDeliveries, quarantinedShares } from '../../jobs/transform/held-deliveries';
import { rebuildHistory } from '../../jobs/transform/history';
import { historyViolations } from '../../jobs/transform/history-violations';
import { restatements } from '../../jobs/transform/kpis/month-closings';
import { checkRows } from '../../jobs/transform/quality';
import { compareWithSilver, compareWithSource, moneyColumns, stagedTotals } from '../../jobs/transform/table-totals';
import { BigQueryWarehouse } from '../../jobs/warehouse/bigquery/warehouse';
import type { Row, Warehouse } from '../../jobs/warehouse/warehouse';
import {
  bronzeTable,
  ENTITIES,
  entity,
  environmentTables,
  quarantineTable,
  silverTable,
  supersededTable,
} from '../../model/catalogue';
import { GOLD_TABLES } from '../../model/gold';
import { DIMENSIONS } from '../../model/gold/dimensions';
import { FACTS } from '../../model/gold/facts';
import { factChanges, memberChanges } from '../../model/gold/upkeep';
import { opsGoldInputs, opsGoldLayers } from '../../model/gold-layers';
import { BASE_MODEL } from '../../model/model';
import {
  opsDeliveries,
  opsLoads,
  opsMonthClosings,
  opsQualityResults,
  opsQuarantineDecisions,
  opsReconciliations,
} from '../../model/ops';
import type { TableDefinition } from '../../model/types';
import { describeEngine } from '../engines/available';
import { type BigQueryEngine, startBigQuery } from '../engines/bigquery';
import { SEED } from '../long-runs';
import { CLINIC } from './clinic';
import { CLINIC_LOOKUPS } from './clinic-lookups';
import { loadGold } from './gold-warehouse';
import {
  append,
  january,
  type LandedRow,
  loadRun,
  openDuckDb,
  read,
  type TestRun,
  tablesUpToSilver,
} from './hospital-warehouse';
import { insertRows } from './insert-rows';
import { ChangingSilver, silverRun } from './silver-changes';

/** The clock of the engine, which differs between two loads of the same rows. */
const CLOCKS = [
  '_ingested_at',
  'loaded_at',
  'appended_at',
  'applied_at',
  'known_from',
  'known_to',
  'recorded_at',
  'decided_at',
  'built_at',
  // Of an engine's own SQL.
  'signature',
];

const patient = (id: string, name: string | null, day: number, born = '1980-02-29'): LandedRow => ({
  values: { patient_id: id, first_name: name, date_of_birth: born, modified_at: january(day) },
  at: january(day),
});
const keys = (...ids: string[]) => ids.map((patient_id) => ({ patient_id }));

/** Late, repeated, deleted, returning, conflicting and broken rows, odd characters, a warning. */
const PATIENT_RUNS: readonly TestRun[] = [
  {
    entity: 'patients',
    runId: 'r1',
    takenAt: january(4),
    watermark: 'w1',
    rows: [patient('P1', 'A', 1), patient("P'2\\", 'Ünï', 2, '1900-01-01'), patient('P3', null, 3)],
    keys: keys('P1', "P'2\\", 'P3'),
  },
  {
    entity: 'patients',
    runId: 'r2',
    takenAt: january(8),
    watermark: null,
    rows: [
      patient('P1', 'C', 7),
      patient('P1', 'B', 5),
      { ...patient('P3', 'X', 6), unreadable: '{"date_of_birth":"?"}' },
    ],
    keys: keys('P1', 'P3'),
  },
  {
    entity: 'patients',
    runId: 'r3',
    takenAt: january(12),
    watermark: 'w3',
    rows: [
      patient("P'2\\", 'Ünï', 2, '1900-01-01'),
      patient('P1', 'D', 7),
      patient(null as unknown as string, 'lost', 9),
    ],
    keys: keys('P1', "P'2\\"),
  },
  {
    // Read whole: the cursor of P1 went back, P3 is as it was.
    entity: 'patients',
    runId: 'r4',
    takenAt: january(16),
    rows: [patient('P1', 'E', 6), patient("P'2\\", 'Ünï', 2, '1900-01-01')],
    keys: keys('P1', "P'2\\"),
  },
];
const TRANSACTION_RUN: TestRun = {
  entity: 'transactions',
  runId: 'r1',
  takenAt: january(4),
  rows: ['100.005', '-1', null, '5'].map((amount, index) => ({
    values: {
      transaction_id: `T${index}`,
      service_date: index === 3 ? '9999-12-31' : january(2).slice(0, 10),
      amount,
      paid_amount: '100.01',
      paid_date: '2025-01-01',
    },
  })),
};
/** T3 was paid in March, and 30 beyond its charge; before, it was paid exactly. */
const BEFORE_THE_CREDIT = {
  ...CLINIC,
  transactions: (CLINIC['transactions'] ?? []).map((row) =>
    row['transaction_id'] === 'T3' ? { ...row, paid_amount: '50' } : row,
  ),
};
/** A table that has a column of its own name. */
const NPI_RUNS: readonly TestRun[] = ['1234567893', '12345'].map((npi, index) => ({
  entity: 'npi',
  hospitalId: 'reference',
  runId: `r${index}`,
  takenAt: january(index + 1),
  rows: [{ values: { npi } }],
  keys: [{ npi }],
}));
const department = (name: string) => ({ values: { department_id: name, name: `Department ${name}` } });
const DEPARTMENT_RUNS: readonly TestRun[] = [
  ...[['A', 'B'], ['A'], ['A', 'B']].map((names, index) => ({
    entity: 'departments',
    runId: `r${index + 1}`,
    takenAt: january(index + 1),
    rows: names.map(department),
    deletes: 'staged_rows' as const,
  })),
  {
    // Two exports of the whole table: C is in the older one only.
    entity: 'departments',
    runId: 'r4',
    takenAt: january(4),
    rows: ['f1 A', 'f1 B', 'f1 C', 'f2 A', 'f2 B'].map((each) => ({
      ...department(each.slice(3)),
      file: each.slice(0, 2),
    })),
    deletes: 'newest_file',
  },
];

async function tablesOf(warehouse: Warehouse, tables: readonly TableDefinition[]): Promise<Record<string, Row[]>> {
  const contents: Record<string, Row[]> = {};
  for (const table of tables) {
    const columns = table.columns.map(({ name }) => name).filter((name) => !CLOCKS.includes(name));
    contents[`${table.dataset}.${table.name}`] = await read(warehouse, table, columns.join(', '));
  }
  return contents;
}

describeEngine('bigquery', 'the transformations give the same rows in DuckDB and BigQuery', () => {
  let emulator: BigQueryEngine;
  let bigquery: Warehouse;
  let duckdb: Warehouse;
  let remove: () => Promise<void>;

  // An emulator of its own: silver, gold and ops have the names of every environment.
  beforeAll(async () => {
    const tables = [
      ...environmentTables(BASE_MODEL),
      ...['patients', 'transactions', 'departments', 'claims'].flatMap((name) =>
        tablesUpToSilver(name, ['hospital-a']),
      ),
      ...tablesUpToSilver('npi', ['reference']),
    ];
    emulator = await startBigQuery();
    ({ warehouse: duckdb, remove } = await openDuckDb(tables));
    bigquery = await BigQueryWarehouse.open({ ...emulator, location: 'US' });
    await bigquery.createTables([
      ...new Map(tables.map((table) => [`${table.dataset}.${table.name}`, table])).values(),
    ]);
  }, 120_000);
  afterAll(async () => {
    await remove();
    await emulator.stop();
  });

  it('from staging to silver, run by run, repeated and replayed', async () => {
    const entities = ['patients', 'transactions', 'departments'].map(entity);
    const tables = [
      ...entities.flatMap((each) => [
        bronzeTable(each, 'hospital-a'),
        quarantineTable(each),
        silverTable(each),
        supersededTable(each),
      ]),
      ...[bronzeTable(entity('npi'), 'reference'), silverTable(entity('npi'))],
      ...[opsLoads, opsDeliveries, opsQuarantineDecisions, opsQualityResults, opsReconciliations],
    ];
    for (const run of [
      ...PATIENT_RUNS,
      TRANSACTION_RUN,
      ...DEPARTMENT_RUNS,
      ...NPI_RUNS,
      ...PATIENT_RUNS.slice(1, 2),
    ]) {
      const loaded = { entity: entity(run.entity), hospitalId: run.hospitalId ?? 'hospital-a' };
      const sums = Object.fromEntries(moneyColumns(loaded.entity).map((name) => [name, '-12345.67']));
      const source = { ...loaded, runId: run.runId, takenAt: run.takenAt, totals: { rows: 2, sums } };
      const staged = [];
      for (const warehouse of [duckdb, bigquery]) {
        await loadRun(warehouse, run);
        staged.push(await warehouse.query(stagedTotals(warehouse.dialect, loaded)));
        await warehouse.executeAtomically([
          ...compareWithSource(warehouse.dialect, source),
          ...compareWithSilver(warehouse.dialect, loaded, run.runId),
        ]);
      }
      expect(staged[1]).toEqual(staged[0]);
    }
    const inBigQuery = await tablesOf(bigquery, tables);
    expect(inBigQuery).toEqual(await tablesOf(duckdb, tables));
    const of = { entity: entity('patients'), hospitalId: 'hospital-a' };
    expect(await bigquery.query(historyViolations(bigquery.dialect, of))).toEqual([]);
    const register = { entity: entity('npi'), hospitalId: 'reference' };
    expect(await bigquery.query(historyViolations(bigquery.dialect, register))).toEqual([]);
    await bigquery.executeAtomically(rebuildHistory(bigquery.dialect, of, await nextKnown(bigquery, of), 'applied'));
    expect(await tablesOf(bigquery, tables)).toEqual(inBigQuery);
    expect(inBigQuery['silver.patients']?.length).toBeGreaterThan(5);
    expect(inBigQuery['quarantine.transactions']).toHaveLength(3);
    const reconciled = inBigQuery['ops.reconciliations'] ?? [];
    expect(reconciled.length).toBeGreaterThan(20);
    const differing = reconciled.filter(({ difference }) => difference !== '0').map(({ subject }) => subject);
    expect(differing).toContain('source.transactions.amount');
    expect(differing.filter((subject) => String(subject).startsWith('silver.'))).toEqual([]);
  }, 300_000);

  it('decisions about rows in quarantine, their lists and their counts', async () => {
    const of = { entity: entity('transactions'), hospitalId: 'hospital-a' };
    const found = [];
    for (const warehouse of [duckdb, bigquery]) {
      const { dialect } = warehouse;
      const made = { person: 'dana', reason: "it's \\ right" };
      await decideRows(warehouse, BASE_MODEL, ['hospital-a.transactions.r1.2'], { ...made, decision: 'released' });
      await decideRows(warehouse, BASE_MODEL, ['hospital-a.transactions.r1.4'], { ...made, decision: 'discarded' });
      await warehouse.executeAtomically(rebuildHistory(dialect, of, await nextKnown(warehouse, of)));
      await warehouse.executeAtomically([
        ...checkRows(dialect, of, 'applied'),
        ...rebuildHistory(dialect, of, await nextKnown(warehouse, of), 'applied'),
        ...compareWithSilver(dialect, of, 'r1'),
      ]);
      const filter = { hospital: 'hospital-a', table: 'transactions' };
      const place = placeOf('hospital-a.transactions.r1.2');
      if (place === null) throw new Error('it is an id');
      const rows = await warehouse.query(quarantineRows(dialect, BASE_MODEL, filter, 10));
      const decisions = await warehouse.query(decisionsAbout(dialect, place));
      found.push({
        tables: await tablesOf(warehouse, [silverTable(of.entity), opsQuarantineDecisions, opsReconciliations]),
        rows: rows.map(shownRow).map(({ decidedAt, ...row }) => ({ ...row, isDecided: decidedAt !== null })),
        byRule: await warehouse.query(quarantineByRule(dialect, BASE_MODEL, { rule: 'amount_not_negative' })),
        counts: (await warehouse.query(quarantineCounts(dialect, BASE_MODEL)))
          .map((row) => Object.values(row).join(' '))
          .sort(),
        decisions: decisions.map(({ decided_at: _, ...row }) => row),
      });
    }
    expect(found[1]).toEqual(found[0]);
    expect(found[1]?.rows.map(({ id, state, shape }) => [id, state, shape])).toEqual([
      ['hospital-a.transactions.r1.2', 'released', 'amount: -9'],
      ['hospital-a.transactions.r1.3', 'open', 'amount: NULL'],
      ['hospital-a.transactions.r1.4', 'discarded', 'service_date: 9999-99-99'],
    ]);
    expect(found[1]?.counts).toContain('hospital-a transactions discarded 1');
    expect(found[1]?.tables['silver.transactions']?.map((row) => row['transaction_id'])).toEqual(['T0', 'T1']);
  }, 300_000);

  it('files with conflicts, versions and lines that are added up', async () => {
    const claim = (id: string, amount: string | null, day: number): LandedRow => ({
      values: {
        ...{ claim_id: id, service_date: '2025-01-01', claim_date: '2025-01-01', claim_status: 'Paid' },
        ...{ claim_amount: amount, paid_amount: '0.10', modified_at: january(day) },
      },
      at: january(day),
    });
    const rows = [
      ...[claim('C1', '100.01', 2), claim('C1', '0.99', 2)],
      ...[claim('C2', '5', 2), claim('C2', null, 2)],
      ...[claim('C3', '5', 2), claim('C3', '6', 3)],
      claim('C4', '7', 2),
    ];
    const file = (runId: string, day: number, addsLines: boolean) => ({
      ...{ entity: 'claims', runId, takenAt: january(day), rows, addsLines },
    });
    for (const warehouse of [duckdb, bigquery])
      for (const run of [file('r1', 4, false), file('r2', 5, true), file('r3', 6, true)]) await loadRun(warehouse, run);
    const claims = entity('claims');
    const tables = [quarantineTable(claims), opsDeliveries];
    const inBigQuery = await tablesOf(bigquery, tables);
    expect(inBigQuery).toEqual(await tablesOf(duckdb, tables));
    expect(inBigQuery['quarantine.claims']?.length).toBeGreaterThan(5);
    // The hash of a sum is each engine's own.
    const sums = 'claim_id, claim_amount, paid_amount, valid_from, valid_to, is_current, _run_id';
    const silver = await read(bigquery, silverTable(claims), sums);
    expect(silver).toEqual(await read(duckdb, silverTable(claims), sums));
    expect(silver.map((row) => `${row['claim_id']} ${row['claim_amount']}`)).toEqual([
      'C1 101',
      'C3 5',
      'C3 6',
      'C4 7',
    ]);
  }, 300_000);

  it('judges what waits: the shares that are broken and deleted, and the history that would be', async () => {
    const of = { entity: entity('departments'), hospitalId: 'hospital-a' };
    const row = (id: string | null, name: string | null): LandedRow => ({ values: { department_id: id, name } });
    const refused = { entity: 'departments', runId: 'r8', takenAt: january(8) };
    const rows = [row('A', 'x'), row(null, 'z'), row(null, 'y')];
    const judged = [];
    for (const warehouse of [duckdb, bigquery]) {
      const { dialect } = warehouse;
      await append(warehouse, { ...refused, rows });
      await append(warehouse, { ...refused, runId: 'r9', takenAt: january(9), rows: rows.slice(2) });
      const load = { ...refused, ...of, runId: 'r10', takenAt: january(10), watermark: null, rows: 1 };
      await warehouse.executeAtomically(checkRows(dialect, of, 'pending', { maximumShare: 0.7, leastRows: 1 }));
      judged.push([
        await warehouse.query(quarantinedShares(dialect, of)),
        await warehouse.query(heldDeliveries(dialect, of)),
        await warehouse.query(
          deletedShare(dialect, { ...load, deletes: 'staged_rows' }, { bronze: true, before: [], left: null }),
        ),
        await warehouse.query(historyViolations(dialect, of)),
        await warehouse.query(historyViolations(dialect, of, 'applied')),
      ]);
      const spoiled = {
        hospital_id: 'hospital-a',
        department_id: 'X',
        name: 'Department X',
        is_current: true,
        _row_hash: 'h',
        _run_id: 'r',
      };
      const versions = [january(1), january(2)].map((valid_from) => ({ ...spoiled, valid_from }));
      await warehouse.executeAtomically(insertRows(dialect, silverTable(of.entity), versions));
      judged.push(await warehouse.query(historyViolations(dialect, of)));
    }
    const [share, violations] = [judged[0], judged[1]];
    expect(judged.slice(2)).toEqual([share, violations]);
    const held = { run_id: 'r9', source_file: '', rows_checked: 1 };
    expect(share).toEqual([
      [
        { run_id: 'r8', source_file: '', rows_checked: 3, rows_quarantined: 2 },
        { ...held, rows_quarantined: 1 },
      ],
      [{ ...held, rows_broken: 1 }],
      ...[[{ alive: 2, missing: 2 }], [], []],
    ]);
    expect(violations).toEqual([
      { violation: 'overlap', versions: 1 },
      { violation: 'two_current', versions: 2 },
    ]);
  }, 300_000);

  it('from silver to gold, KPIs and reconciliation', async () => {
    const tables = [...GOLD_TABLES, opsReconciliations, opsQualityResults, opsMonthClosings];
    const restated = [];
    for (const warehouse of [duckdb, bigquery]) {
      await loadGold(warehouse, BEFORE_THE_CREDIT, 'r0');
      await loadGold(warehouse, CLINIC);
      restated.push(await warehouse.query(restatements(warehouse.dialect)));
    }
    expect(restated[1]).toEqual(restated[0]);
    expect(restated[0]).toMatchObject([
      { month: '2025-03-01', measure: 'credit_balance', before_value: '40', after_value: '70', run_id: 'r1' },
      { month: '2025-03-01', measure: 'payments', before_value: '90', after_value: '120', run_id: 'r1' },
    ]);
    const inBigQuery = await tablesOf(bigquery, tables);
    expect(inBigQuery).toEqual(await tablesOf(duckdb, tables));
    expect(inBigQuery['gold.kpi_values']?.length).toBeGreaterThan(100);
    // A month that has not ended, ids and codes in other spellings than the tables that they refer to.
    const [charge = {}] = CLINIC['transactions'] ?? [];
    const spelled = {
      patient_id: 'a1 ',
      provider_id: 'p1  ',
      department_id: 'd1',
      icd_code: 'e119',
      procedure_code: ' 99213',
    };
    const late = { ...charge, ...spelled, transaction_id: 'T6', service_date: '2025-05-03', paid_date: null };
    const codes = CLINIC['icd_codes'] ?? [];
    const twice = { ...codes[0], icd_code: 'E119', valid_from: '2024-12-31 00:00:00.000000' };
    const open = { ...CLINIC, transactions: [...(CLINIC['transactions'] ?? []), late], icd_codes: [...codes, twice] };
    for (const warehouse of [duckdb, bigquery]) await loadGold(warehouse, open, 'r2');
    const partial = await tablesOf(bigquery, tables);
    expect(partial).toEqual(await tablesOf(duckdb, tables));
    expect(partial['gold.fact_transactions']?.find((row) => row['transaction_id'] === 'T6')).toMatchObject({
      ...{ patient_id: 'A1', provider_id: 'P1', icd_key: 'E11.9', cpt_key: '99213' },
      patient_key: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(partial['gold.ar_month_end']?.filter((row) => row['is_partial'])).toHaveLength(2);
  }, 300_000);

  it('gold from what has changed in silver, and nothing where nothing has', async () => {
    const tables = [...DIMENSIONS, ...FACTS, memberChanges, factChanges, opsGoldInputs, opsGoldLayers];
    const runs = fc.sample(silverRun, { numRuns: 3, seed: SEED });
    const details = [];
    for (const warehouse of [duckdb, bigquery]) {
      // What other tests left in silver is known since a moment of the clock, and the layers of gold keep up to which they have taken in.
      const before = ENTITIES.flatMap((each) => [silverTable(each), supersededTable(each)]);
      await warehouse.executeAtomically(
        before.map((table) => ({
          name: 'test.empty',
          sql: `delete from ${warehouse.dialect.table(table)} where true`,
        })),
      );
      const silver = new ChangingSilver(warehouse.dialect);
      const context = { warehouse, spec: { hospitals: CLINIC_LOOKUPS } } as unknown as Context;
      for (const [index, changes] of [...runs, []].entries()) {
        await warehouse.executeAtomically(silver.change(changes));
        const input = { runId: `gold-${index}`, rebuildGold: false } as StepInput;
        for (const step of [dimensionsStep, factsStep])
          details.push((await step(context, {} as never, input)).detail ?? '');
      }
    }
    const [inDuckDb, inBigQuery] = [details.slice(0, 8), details.slice(8)];
    expect(inBigQuery).toEqual(inDuckDb);
    expect(inBigQuery.slice(0, 2)).toEqual([
      '8 tables, built for the first time',
      '3 tables, built for the first time',
    ]);
    expect(inBigQuery[3]).toMatch(/^[1-9][0-9]* changed of/);
    expect(inBigQuery.slice(6)).toEqual(['nothing new', 'nothing new']);
    expect(await tablesOf(bigquery, tables)).toEqual(await tablesOf(duckdb, tables));
  }, 300_000);
});
