import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entity } from '../../model/catalogue';
import { parseSpec } from '../../model/parse-spec';
import { pipelineSpecSchema } from '../../model/spec';
import { proveRows } from '../sources/prove-rows';
import { type Context, openContext } from '../steps/context';
import { knownRows } from '../transform/known-rows';
import { type ProvedTables, proveTables } from './prove-tables';
import { runPipeline } from './run';

const STEPS = ['begin', ...['extract', 'load', 'check', 'history'].map((kind) => `${kind}.hospital-a.transactions`)];
const EMR = { kind: 'mysql', host: '127.0.0.1', database: 'emr', user: 'reader' } as const;
const buckets = { inbox: 'inbox', landing: 'landing', archive: 'archive', curated: 'curated', code: 'code' };
const SPEC = parseSpec(pipelineSpecSchema, {
  ...{ version: 1, environment: 'sunrise-dev', group: 'sunrise', stage: 'dev', project: 'sunrise-rcm-dev' },
  ...{ region: 'us-central1', dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' }, buckets },
  hospitals: [{ id: 'hospital-a', emr: EMR, tables: ['transactions'] }],
});

let folder: string;
let context: Context;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rcm-rows-'));
  mkdirSync(join(folder, 'extracts', 'hospital-a'), { recursive: true });
  context = await openContext(SPEC, { engines: 'embedded', folder, extractsFolder: join(folder, 'extracts') });
});
afterEach(async () => {
  await context.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The extract has these charges, by the id of the transaction; their cursors never move. */
function extract(amounts: Readonly<Record<string, number>>): void {
  const { columns } = entity('transactions');
  const lines = Object.entries(amounts).map(([id, amount]) => {
    const values: Record<string, string> = {
      encounter_id: 'E1',
      ...{ transaction_id: id, service_date: '2025-01-01', amount: String(amount), paid_amount: '0' },
      modified_at: '2025-01-01 00:00:00',
    };
    return columns.map(({ name }) => values[name] ?? '').join(',');
  });
  const header = columns.map(({ source }) => source).join(',');
  writeFileSync(join(folder, 'extracts', 'hospital-a', 'transactions.csv'), `${[header, ...lines].join('\n')}\n`);
}
const run = async (runId: string, heal = false) =>
  [...(await runPipeline(context, { runId, only: STEPS, concurrency: 1, heal })).steps.values()].every(
    ({ error }) => error === null,
  );

/** What differs in the one table there is. */
const prove = async (only: ProvedTables = {}) => {
  const { proofs } = await proveTables(context, only);
  const [{ rows, missing, changed, gone } = { rows: null, missing: [], changed: [], gone: [] }] = proofs;
  return { rows, missing, changed, gone };
};

it('names what differs, which a healing then reads, and nothing after it', async () => {
  extract({ T1: 1, T2: 2, T3: 3, T4: 4 });
  expect(await run('r1')).toBe(true);
  expect(await prove()).toEqual({ rows: 4, missing: [], changed: [], gone: [] });
  extract({ T1: 1, T2: 20, T4: 4, T5: 5 });
  const found = await prove({ hospital: 'hospital-a', table: 'transactions' });
  expect(found).toEqual({ rows: 4, missing: [['T5']], changed: [['T2']], gone: [['T3']] });
  expect(await run('r2', true)).toBe(true);
  expect(await prove()).toEqual({ rows: 4, missing: [], changed: [], gone: [] });
  const [row] = await context.warehouse.query({
    ...{ name: 'test', sql: 'select sum(amount) as total from silver.transactions where is_current' },
  });
  expect(Number(row?.['total'])).toBe(30);
}, 60_000);

it('names every row that is gone, missing or changed where too many differ to be read again', async () => {
  extract({ T1: 1, T2: 2, T3: 3, T4: 4 });
  expect(await run('r1')).toBe(true);
  extract({ T2: 20, T4: 4, T5: 5 });
  const [hospital] = context.spec.hospitals;
  if (!hospital) throw new Error('there is one hospital');
  const of = { entity: entity('transactions'), hospitalId: hospital.id };
  const source = context.openEmr(hospital);
  const proved = { entity: of.entity, mapping: hospital.mapping, timeZone: 'UTC', watermark: null, source };
  const found = await proveRows({ ...proved, known: knownRows(context.warehouse, of) }, 3);
  await source.close();
  expect(found).toMatchObject({ missing: [['T5']], changed: [['T2']], newer: 0, settled: 0, rechecked: false });
  expect(found.gone.flat().sort()).toEqual(['T1', 'T3']);
}, 60_000);

it('compares the tables of the other hospitals where the database of one cannot be read', async () => {
  extract({ T1: 1 });
  expect(await run('r1')).toBe(true);
  extract({ T1: 10 });
  const away = SPEC.hospitals.map((hospital) => ({ ...hospital, id: 'hospital-0' }));
  const both = { ...context, spec: { ...SPEC, hospitals: [...away, ...SPEC.hospitals] } } as Context;
  const { proofs, failures } = await proveTables(both, {});
  expect(failures).toMatchObject([
    { hospitalId: 'hospital-0', table: 'transactions', error: { code: 'SOURCE_TABLE_MISSING' } },
  ]);
  expect(proofs).toMatchObject([{ hospitalId: 'hospital-a', table: 'transactions', changed: [['T1']] }]);
  expect(await proveTables(both, { among: ['hospital-a.patients'] })).toEqual({ proofs: [], failures: [] });
}, 60_000);
