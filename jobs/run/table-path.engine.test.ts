import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entity } from '../../model/catalogue';
import { parseSpec } from '../../model/parse-spec';
import { type PipelineSpec, pipelineSpecSchema } from '../../model/spec';
import { type Context, contextOf, openContext } from '../steps/context';
import { historyViolations } from '../transform/history-violations';
import type { Warehouse } from '../warehouse/warehouse';
import { replaySilver } from './replay';
import { type RunOptions, runPipeline } from './run';

const TABLE = 'hospital-a.transactions';
const STEPS = ['begin', ...['extract', 'load', 'check', 'history'].map((kind) => `${kind}.${TABLE}`)];
const EMR = { kind: 'mysql', host: '127.0.0.1', database: 'emr', user: 'reader' } as const;
const bucket = { inbox: 'inbox', landing: 'landing', archive: 'archive', curated: 'curated', code: 'code' };
const SPEC: PipelineSpec = parseSpec(pipelineSpecSchema, {
  ...{ version: 1, environment: 'sunrise-dev', group: 'sunrise', stage: 'dev', project: 'sunrise-rcm-dev' },
  ...{ region: 'us-central1', dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' }, buckets: bucket },
  hospitals: [{ id: 'hospital-a', emr: EMR, tables: ['transactions'] }],
});

let folder: string;
let context: Context;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rcm-steps-'));
  mkdirSync(join(folder, 'extracts', 'hospital-a'), { recursive: true });
  context = await openContext(SPEC, { engines: 'embedded', folder, extractsFolder: join(folder, 'extracts') });
});
afterEach(async () => {
  await context.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The extract holds these charges, `amount` by number of the transaction, changed on a day of January 2025. */
function extract(amounts: readonly number[], day: number): void {
  const { columns } = entity('transactions');
  const lines = amounts.map((amount, number) => {
    const values: Record<string, string> = {
      encounter_id: 'E1',
      ...{ transaction_id: `T${number}`, service_date: '2025-01-01', amount: String(amount), paid_amount: '0' },
      modified_at: `2025-01-${String(day).padStart(2, '0')} 00:00:00`,
    };
    return columns.map(({ name }) => values[name] ?? '').join(',');
  });
  const header = columns.map(({ source }) => source).join(',');
  writeFileSync(join(folder, 'extracts', 'hospital-a', 'transactions.csv'), `${[header, ...lines].join('\n')}\n`);
}
const charges = (count: number, broken = 0) => Array.from({ length: count }, (_, index) => (index < broken ? -1 : 100));

/** What failed, as `step: CODE detail`. */
async function run(runId: string, options: Partial<RunOptions> = {}): Promise<string[]> {
  const { steps } = await runPipeline(context, { runId, only: STEPS, concurrency: 1, ...options });
  return [...steps].flatMap(([id, { error }]) => (error ? [`${id.split('.')[0]}: ${error.code} ${error.detail}`] : []));
}
const rows = async (sql: string) =>
  (await context.warehouse.query({ name: 'test', sql })).map((row) => Object.values(row).join(' '));
const current = () => rows('select count(*), sum(amount) from silver.transactions where is_current');
const events = () => rows('select _op, count(*) from bronze_hospital_a.transactions group by _op order by _op');
const pending = () => rows('select run_id from ops.loads where applied_at is null order by run_id');

describe('rows that are gone from the source', () => {
  it('are refused where they are too many at once: nothing reaches bronze and no watermark moves', async () => {
    extract(charges(100), 1);
    expect(await run('r1')).toEqual([]);
    extract([], 2);
    const refused = [
      'load: DELETED_SHARE_EXCEEDED 100 of 100 rows of transactions of hospital-a are no longer in the source',
    ];
    expect(await run('r2')).toEqual(refused);
    expect(await run('r2')).toEqual(refused);
    expect([await current(), await events(), await rows('select run_id from ops.loads')]).toEqual([
      ['100 10000'],
      ['U 100'],
      ['r1'],
    ]);
    extract(charges(100), 3);
    expect(await run('r3')).toEqual([]);
    expect(await current()).toEqual(['100 10000']);
  });

  it('are applied when the user accepts them', async () => {
    extract(charges(100), 1);
    await run('r1');
    extract(charges(40), 2);
    expect(await run('r2')).toEqual([expect.stringContaining('DELETED_SHARE_EXCEEDED 60 of 100')]);
    expect(await run('r2', { acceptDeletes: true })).toEqual([]);
    expect(await current()).toEqual(['40 4000']);
  });

  it.each([
    ['a fifth', 100, 80],
    ['half of a few', 20, 10],
  ])('are applied when they are %s', async (_share, before, after) => {
    extract(charges(before), 1);
    await run('r1');
    extract(charges(after), 2);
    expect(await run('r2')).toEqual([]);
    expect(await current()).toEqual([`${after} ${after * 100}`]);
  });
});

describe('a load with too many broken rows', () => {
  it('is refused, and taken in when the rows come again corrected', async () => {
    extract(charges(200, 41), 1);
    expect(await run('r1')).toEqual([expect.stringMatching(/^history: QUARANTINE_SHARE_EXCEEDED 41 of 200 /)]);
    extract(charges(200, 1), 2);
    expect(await run('r2')).toEqual([]);
    expect(await current()).toEqual(['199 19900']);
  });

  it('stays pending through a replay', async () => {
    extract(charges(100, 1), 1);
    expect(await run('r1')).toEqual([]);
    const before = await rows('select * from silver.transactions order by transaction_id');
    extract(charges(150, 50), 2);
    expect(await run('r2')).toEqual([expect.stringContaining('QUARANTINE_SHARE_EXCEEDED')]);
    await replaySilver(context, 'r3', () => {});
    expect(await rows('select * from silver.transactions order by transaction_id')).toEqual(before);
    expect(await pending()).toEqual(['r2']);
    expect(await rows("select subject from ops.reconciliations where run_id = 'r3' and difference <> 0")).toEqual([]);
  });
});

describe('an invalid history', () => {
  it('is not written: silver stays as it was and the load pending', async () => {
    extract(charges(3), 1);
    await run('r1');
    // A key that no load touches, open twice.
    const spoil =
      "insert into silver.transactions select * replace ('X' as transaction_id) from silver.transactions where transaction_id <> 'T0'";
    await context.warehouse.executeAtomically([{ name: 'test.spoil', sql: spoil }]);
    extract(charges(4), 2);
    expect(await run('r2')).toEqual([
      expect.stringMatching(/^history: HISTORY_INVALID silver.transactions of hospital-a: .*two_current/),
    ]);
    expect(await rows('select transaction_id from silver.transactions order by transaction_id')).toEqual([
      ...['T0', 'T1', 'T2', 'X', 'X'],
    ]);
    expect(await pending()).toEqual(['r2']);
  });

  it('is not written by a replay either', async () => {
    extract(charges(3), 1);
    await run('r1');
    await context.warehouse.executeAtomically([
      { name: 'test.spoil', sql: 'update silver.transactions set amount = 1' },
    ]);
    // No events give an invalid history, so the judgement itself is spoiled.
    const finding = { name: 'test.finding', sql: "select 'gap' as violation, 1 as versions" };
    const { name } = historyViolations(
      context.warehouse.dialect,
      { entity: entity('transactions'), hospitalId: 'hospital-a' },
      'applied',
    );
    const { warehouse } = context;
    const judged: Warehouse = {
      dialect: warehouse.dialect,
      createTables: (tables) => warehouse.createTables(tables),
      query: (statement) => warehouse.query(statement.name === name ? finding : statement),
      executeAtomically: (statements) => warehouse.executeAtomically(statements),
      loadParquet: (load) => warehouse.loadParquet(load),
      endWith: (statements) => warehouse.endWith(statements),
      close: () => warehouse.close(),
    };
    const spoiled = contextOf(SPEC, { ...context, warehouse: judged, ownsTables: true });
    await expect(replaySilver(spoiled, 'r2', () => {})).rejects.toThrow('HISTORY_INVALID');
    expect(await current()).toEqual(['3 3']);
    await replaySilver(context, 'r3', () => {});
    expect(await current()).toEqual(['3 300']);
  });
});
