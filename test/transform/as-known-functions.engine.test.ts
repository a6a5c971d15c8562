import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BigQuery } from '@google-cloud/bigquery';
import { BigQueryWarehouse } from '../../jobs/warehouse/bigquery/warehouse';
import type { DuckDbWarehouse } from '../../jobs/warehouse/duckdb/warehouse';
import type { Row, Warehouse } from '../../jobs/warehouse/warehouse';
import { asKnownFunction, KNOWN_AT, versionsAsKnown } from '../../model/as-known';
import { ENTITIES, entity, silverTable, supersededTable } from '../../model/catalogue';
import { opsMonthClosings } from '../../model/ops';
import type { Entity } from '../../model/types';
import { describeEngine } from '../engines/available';
import { type BigQueryEngine, startBigQuery } from '../engines/bigquery';
import { january, loadRun, openDuckDb, type TestRun, tablesUpToSilver } from './hospital-warehouse';
import { insertRows, type SqlRow } from './insert-rows';

const NAMES = ['patients', 'claims'] as const;
const HISTORIES = ENTITIES.flatMap((of) => [silverTable(of), supersededTable(of)]);
const patients = (day: number, names: Readonly<Record<string, string>>, scanned: readonly string[]): TestRun => ({
  entity: 'patients',
  runId: `r${day}`,
  takenAt: january(day),
  rows: Object.entries(names).map(([patient_id, first_name]) => ({
    values: { patient_id, first_name, date_of_birth: '1980-02-29', modified_at: january(day - 1) },
    at: january(day - 1),
  })),
  keys: scanned.map((patient_id) => ({ patient_id })),
});
const claims = (day: number, stated: number, amounts: Readonly<Record<string, string>>): TestRun => ({
  entity: 'claims',
  runId: `r${day}`,
  takenAt: january(day),
  rows: Object.entries(amounts).map(([claim_id, claim_amount]) => ({
    values: {
      ...{ claim_id, claim_amount, service_date: '2025-01-01', claim_date: '2025-01-01', paid_amount: '0.05' },
      ...{ claim_status: 'Pending', modified_at: january(stated) },
    },
    at: january(stated),
  })),
});

/** Changed, deleted and returning patients; a claim corrected by a file that states an older time than the one before it. */
const RUNS: readonly TestRun[] = [
  patients(4, { P1: 'A', "P'2": 'Ünï' }, ['P1', "P'2"]),
  claims(4, 3, { C1: '100.10', C2: '0.01' }),
  patients(8, { P1: 'B' }, ['P1']),
  claims(8, 2, { C1: '90.07' }),
  patients(12, { "P'2": 'Ünï' }, ['P1', "P'2"]),
  claims(12, 11, { C1: '100.11', C3: '12345678901234567890.99' }),
];

/** A version from before silver kept `known_from`. */
const BEFORE_KNOWN_FROM = {
  ...{ hospital_id: 'hospital-a', patient_id: 'P0', valid_from: january(1), is_current: true },
  ...{ _row_hash: 'h', _run_id: 'r0' },
};

/** One microsecond after or before. */
function besides(moment: string, by: 1 | -1): string {
  const micros = Number(moment.slice(20)) + by;
  if (micros >= 0 && micros < 1_000_000) return `${moment.slice(0, 20)}${String(micros).padStart(6, '0')}`;
  const second = new Date(Date.parse(`${moment.slice(0, 19).replace(' ', 'T')}Z`) + by * 1000).toISOString();
  return `${second.slice(0, 19).replace('T', ' ')}.${by === 1 ? '000000' : '999999'}`;
}
const inOrder = (rows: readonly Row[]) => [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** What a function of BigQuery gives: its body, with the argument's value in its place. */
async function asKnown(warehouse: Warehouse, of: Entity, at: string) {
  const { dialect } = warehouse;
  const names = { identifier: dialect.identifier, place: dialect.table };
  return inOrder(
    await warehouse.query({ name: 'test.as_known', sql: versionsAsKnown(of, dialect.timestampLiteral(at), names) }),
  );
}

describeEngine('bigquery', 'the functions that give a history as it was known, on BigQuery', () => {
  let emulator: BigQueryEngine;
  let bigquery: Warehouse;
  let duckdb: DuckDbWarehouse;
  let removeDuckDb: () => Promise<void>;
  /** Silver of an entity right after each of its runs, and when silver had it. */
  const published: { readonly of: Entity; readonly at: string; readonly silver: readonly Row[] }[] = [];

  const rowsOf = (table: ReturnType<typeof silverTable>) =>
    duckdb.query({ name: 'test.rows', sql: `select * from ${duckdb.dialect.table(table)}` });
  const onDuckDb = (of: Entity, at: string) => asKnown(duckdb, of, at);
  const onBigQuery = (of: Entity, at: string) => asKnown(bigquery, of, at);

  // An emulator of its own: silver has the name of every environment's.
  beforeAll(async () => {
    ({ warehouse: duckdb, remove: removeDuckDb } = await openDuckDb([
      ...NAMES.flatMap((name) => tablesUpToSilver(name, ['hospital-a'])),
      ...HISTORIES,
    ]));
    const [before] = insertRows(duckdb.dialect, silverTable(entity('patients')), [BEFORE_KNOWN_FROM]);
    for (const run of RUNS) {
      await loadRun(duckdb, run);
      if (run === RUNS[0] && before) await duckdb.executeAtomically([before]);
      const of = entity(run.entity);
      const silver = await rowsOf(silverTable(of));
      const at = silver.map((row) => String(row['known_from'] ?? '')).sort();
      published.push({ of, at: String(at.at(-1)), silver: inOrder(silver) });
    }
    emulator = await startBigQuery();
    const { endpoint, projectId } = emulator;
    bigquery = await BigQueryWarehouse.open({ endpoint, projectId, location: 'US' });
    await bigquery.createTables(HISTORIES);
    await bigquery.createTables([opsMonthClosings]);
    for (const name of NAMES)
      for (const table of [silverTable(entity(name)), supersededTable(entity(name))])
        for (const statement of insertRows(bigquery.dialect, table, (await rowsOf(table)) as SqlRow[]))
          await bigquery.executeAtomically([statement]);
  }, 120_000);
  afterAll(async () => {
    await emulator?.stop();
    await removeDuckDb();
  });

  it('give every column of every history', async () => {
    for (const of of ENTITIES) {
      const at = '2100-01-01 00:00:00.000000';
      expect(await onBigQuery(of, at)).toEqual(await onDuckDb(of, at));
    }
    const [version] = await onBigQuery(entity('patients'), '2100-01-01 00:00:00.000000');
    expect(Object.keys(version ?? {})).toEqual(silverTable(entity('patients')).columns.map(({ name }) => name));
  });

  it('give what silver held after each run, to the cent, and the same as on this machine', async () => {
    expect(published.map(({ silver }) => silver.length)).toEqual([3, 2, 4, 3, 5, 5]);
    for (const { of, at, silver } of published) {
      expect(await onBigQuery(of, at)).toEqual(silver);
      expect(await onDuckDb(of, at)).toEqual(silver);
    }
  });

  it('give what was known before until one microsecond before it changed, and never two versions of one time', async () => {
    for (const { of, at } of published)
      for (const moment of [besides(at, -1), besides(at, 1)])
        expect(await onBigQuery(of, moment)).toEqual(await onDuckDb(of, moment));
    const claimRuns = published.filter(({ of }) => of.name === 'claims');
    for (const [index, { of, at }] of claimRuns.entries())
      expect(await onBigQuery(of, besides(at, -1))).toEqual(claimRuns[index - 1]?.silver ?? []);
  });

  it('count a version without known_from as known since ever', async () => {
    const rows = await onBigQuery(entity('patients'), '1970-01-01 00:00:00.000000');
    expect(rows.map((row) => row['patient_id'])).toEqual(['P0']);
  });

  it('closed months as they were recorded come by the query in docs/history.md', async () => {
    const page = readFileSync(join(__dirname, '..', '..', 'docs', 'history.md'), 'utf8');
    const sql = [...page.matchAll(/```sql\n([^`]*)```/g)]
      .map(([, block]) => block ?? '')
      .find((block) => block.includes('ops.'));
    const closing = (month: string, recorded: string, charges: string) => ({
      ...{ hospital_id: 'hospital-a', month, run_id: `r ${recorded}`, recorded_at: `${recorded}.000000`, charges },
      ...{ payments: '0', receivable: '0', credit_balance: '0' },
    });
    const rows = [
      closing('2026-01-01', '2026-02-02 05:00:00', '100.10'),
      closing('2026-01-01', '2026-02-05 05:00:00', '90.07'),
      closing('2026-01-01', '2026-02-06 05:00:00', '80.00'),
      closing('2026-02-01', '2026-03-02 05:00:00', '1.00'),
    ];
    for (const warehouse of [duckdb, bigquery]) {
      await warehouse.executeAtomically(insertRows(warehouse.dialect, opsMonthClosings, rows));
      const known = await warehouse.query({ name: 'test.closings', sql: sql ?? '' });
      expect(known.map(({ month, charges }) => [month, charges])).toEqual([['2026-01-01', '90.07']]);
    }
  });

  it('can be made by the call that Terraform makes: BigQuery knows every name in them', async () => {
    const { endpoint, projectId } = emulator;
    const client = new BigQuery({ projectId, apiEndpoint: endpoint, autoRetry: false });
    for (const of of ENTITIES) {
      const { dataset, name, query, description } = asKnownFunction(of, projectId);
      const make = (definitionBody: string) =>
        client.dataset(dataset).createRoutine(name, {
          ...{ routineType: 'TABLE_VALUED_FUNCTION', language: 'SQL', definitionBody, description },
          arguments: [{ name: KNOWN_AT, dataType: { typeKind: 'TIMESTAMP' } }],
        });
      await expect(make(query.replaceAll('`valid_from`', '`valid_form`'))).rejects.toThrow('valid_form');
      await make(query);
    }
    // They are not called here: this emulator ends by itself (a fault of its memory) after a few calls of table functions.
  });
});
