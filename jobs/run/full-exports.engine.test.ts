import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entity } from '../../model/catalogue';
import { parseSpec } from '../../model/parse-spec';
import { pipelineSpecSchema } from '../../model/spec';
import { type Context, openContext } from '../steps/context';
import { type RunOptions, runPipeline } from './run';

const TABLE = 'hospital-a.transactions';
const STEPS = ['begin', ...['extract', 'load', 'check', 'history'].map((kind) => `${kind}.${TABLE}`)];
const bucket = { inbox: 'inbox', landing: 'landing', archive: 'archive', curated: 'curated', code: 'code' };
const SPEC = parseSpec(pipelineSpecSchema, {
  ...{ version: 1, environment: 'sunrise-dev', group: 'sunrise', stage: 'dev', project: 'sunrise-rcm-dev' },
  ...{ region: 'us-central1', dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' }, buckets: bucket },
  hospitals: [{ id: 'hospital-a', tables: [], feeds: [{ table: 'transactions', content: 'full' }] }],
});

let folder: string;
let context: Context;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rcm-exports-'));
  context = await openContext(SPEC, { engines: 'embedded', folder });
});
afterEach(async () => {
  await context.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Keys of `count` charges. */
const charges = (count: number, prefix = 'T') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** A full export of these charges, of 100 each, arrives at an hour of a day. */
function send(name: string, keys: readonly string[], hour: number): void {
  const { columns } = entity('transactions');
  const lines = keys.map((transaction_id) => {
    const values: Record<string, string> = {
      ...{ transaction_id, encounter_id: 'E1', service_date: '2025-01-01', amount: '100', paid_amount: '0' },
      modified_at: '2025-01-01 00:00:00',
    };
    return columns.map((column) => values[column.name] ?? '').join(',');
  });
  const header = columns.map(({ source }) => source).join(',');
  const inbox = join(folder, 'lake/inbox/hospital-a/transactions');
  mkdirSync(inbox, { recursive: true });
  writeFileSync(join(inbox, name), `${[header, ...lines].join('\n')}\n`);
  const at = new Date(Date.UTC(2026, 0, 5, hour));
  utimesSync(join(inbox, name), at, at);
}

/** What the run says about the load, and what is current then. */
async function run(runId: string, options: Partial<RunOptions> = {}): Promise<string[]> {
  const { steps } = await runPipeline(context, { runId, only: STEPS, concurrency: 1, ...options });
  const failed = [...steps].flatMap(([, { error }]) => (error ? [`${error.code} ${error.detail}`] : []));
  const [current] = await context.warehouse.query({
    name: 'test',
    sql: 'select count(*) as charges from silver.transactions where is_current',
  });
  const said = failed[0] ?? steps.get(`load.${TABLE}`)?.report?.detail ?? '';
  return [said.replace(/[0-9a-f]{12}\)/, '...)'), `${current?.['charges']} current`];
}

it('compares each of the full exports that waited with the one before it', async () => {
  // A row that comes twice is one row.
  send('part_1.csv', [...charges(50, 'A'), 'A0'], 1);
  send('part_2.csv', charges(50, 'B'), 2);
  const other =
    'DELETED_SHARE_EXCEEDED 50 of 50 rows of transactions of hospital-a are not in its full export (sha256 ...)';
  expect(await run('parts')).toEqual([other, '0 current']);
  expect(await run('parts', { acceptDeletes: true })).toEqual(['100 new, 50 deleted', '50 current']);

  send('whole.csv', [...charges(50, 'B'), ...charges(100)], 3);
  send('cut.csv', charges(1, 'B'), 4);
  expect(await run('cut')).toEqual([other.replace('50 of 50', '149 of 150'), '50 current']);
});

it('refuses one that was cut, however small the table is, and ends nothing by one with a row without a key', async () => {
  send('full_1.csv', charges(21), 1);
  expect(await run('first')).toEqual(['21 new, 0 deleted', '21 current']);
  send('full_2.csv', charges(20), 2);
  expect(await run('one_less')).toEqual(['0 new, 1 deleted', '20 current']);
  send('full_3.csv', [...charges(19), ''], 3);
  const keyless = '1 new, 0 deleted, no row ended, as a row without a key may be any of them';
  expect(await run('keyless')).toEqual([keyless, '20 current']);
  send('full_4.csv', charges(1), 4);
  const cut =
    'DELETED_SHARE_EXCEEDED 19 of 20 rows of transactions of hospital-a are not in its full export (sha256 ...)';
  expect(await run('cut')).toEqual([cut, '20 current']);
});
