import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SynthesizedStack } from '../synthesized-stack';
import { Consumer } from './consumer';

/**
 * A project outside of this repository that depends on the package and adds to the model, as docs/extending-from-a-package.md shows: what
 * it adds is in everything that is synthesized, run and printed, and an installation without the project runs its spec.
 */
const MINUTES = 60_000;
const ROOT = join(__dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs/extending-from-a-package.md'), 'utf8');
const PROGRAM = /^```ts\n(.*?)^```$/ms.exec(PAGE)?.[1] ?? '';
const USING = readFileSync(join(ROOT, 'docs/using-as-a-package.md'), 'utf8');
const TOOLS = (/^npm install --save-dev (.*)$/m.exec(USING)?.[1] ?? '')
  .split(' ')
  .map((each) => each.replace(/(?<=.)@.*$/, ''));

const consumer = new Consumer();
const file = (...path: string[]) => join(consumer.folder, ...path);
const text = (...path: string[]) => readFileSync(file(...path), 'utf8');
const compile = () =>
  consumer.run(
    process.execPath,
    join(ROOT, 'node_modules/typescript/bin/tsc'),
    ...['--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--module', 'node16', 'main.mts'],
  );
const succeeded = { status: 0 };

beforeAll(() => {
  consumer.installPackage();
  consumer.install(TOOLS);
  consumer.write('main.mts', PROGRAM);
  consumer.write('cdktf.json', /^```json\n(.*?)^```$/ms.exec(USING)?.[1] ?? '');
}, 5 * MINUTES);
afterAll(() => consumer.remove());

it(
  'compiles, and does not compile without a privacy class',
  () => {
    consumer.write('main.mts', PROGRAM.replace("        phi: 'health',\n", ''));
    expect(compile()).toMatchObject({ stdout: expect.stringContaining("'phi' is missing") });
    consumer.write('main.mts', PROGRAM);
    expect(compile()).toMatchObject({ ...succeeded, stdout: '' });
  },
  2 * MINUTES,
);

it('synthesizes tables, tags and the view of what it adds', () => {
  expect(consumer.run(process.execPath, 'main.mjs')).toMatchObject({ ...succeeded, stderr: '' });
  const path = ['cdktf.out/stacks', 'sunrise-dev-data-lake', 'cdk.tf.json'] as const;
  const lake = new SynthesizedStack('data-lake', text(...path));
  expect(lake.named('google_bigquery_table', 'encounters_by_language', 'table_id')['view']).toMatchObject({
    query: expect.stringContaining('patient_language as language'),
  });
  expect(lake.named('google_bigquery_table', 'facilities__superseded', 'table_id')).toBeDefined();
  expect(JSON.parse(text('cdktf.out/specs/sunrise-dev.json'))).toMatchObject({ model: { version: 1 } });
});

it('shows them in the dictionary and in the access matrix', () => {
  const { stdout } = consumer.rcm('dictionary');
  for (const name of [
    'silver.facilities',
    'gold.facilities',
    'reporting.encounters_by_language',
    '`interpreter_minutes`',
  ])
    expect(stdout).toContain(name);
  expect(consumer.rcm('access', '--json').stdout).toContain('encounters_by_language');
  expect(consumer.rcm('compliance')).toMatchObject(succeeded);
});

it(
  'plans, runs and shows them',
  () => {
    expect(consumer.rcm('graph').stdout).toContain('history.hospital-a.facilities');
    const size = ['--patients', '50', '--encounters', '100', '--months', '2'];
    expect(consumer.rcm('sample', ...size)).toMatchObject(succeeded);
    const run = consumer.rcm('run');
    expect({ status: run.status, output: run.status === 0 ? '' : run.stdout + run.stderr }).toEqual({
      status: 0,
      output: '',
    });
    const kpis = JSON.parse(text('.rcm/sunrise-dev/reports/kpis.json')).kpis as { id: string; values: object }[];
    expect(kpis.find(({ id }) => id === 'interpreted_share')?.values).toMatchObject({ 'hospital-a': { status: 'ok' } });
    expect(text('.rcm/sunrise-dev/reports/dashboard.html')).toContain('Encounters with an interpreter');
    const rows = consumer.rcm(
      'query',
      'select count(*) as n, count(distinct valid_from) as v from silver.facilities',
      '--json',
    );
    expect(JSON.parse(rows.stdout)).toEqual([expect.objectContaining({ n: expect.anything() })]);
  },
  4 * MINUTES,
);

/** What the image has: the package without tools, peers and samples, the spec as the stacks upload it, and no file of the project. */
it(
  'the stock installation runs the spec, with nothing of the project',
  () => {
    const spec = JSON.parse(text('cdktf.out/specs/sunrise-dev.json'));
    const delivered = file('delivered');
    mkdirSync(delivered);
    copyFileSync(file('cdktf.out/specs/sunrise-dev.json'), join(delivered, 'spec.json'));
    for (const name of ['main.mts', 'main.mjs', 'cdktf.out', 'cdktf.json']) rmSync(file(name), { recursive: true });
    rmSync(file('.rcm/sunrise-dev/warehouse.duckdb'), { force: true });
    consumer.uninstall(TOOLS.filter((name) => consumer.isInstalled(name)));
    consumer.removeUnused();
    const run = consumer.rcm('run', '--spec', join(delivered, 'spec.json'));
    expect({ status: run.status, output: run.status === 0 ? '' : run.stdout + run.stderr }).toEqual({
      status: 0,
      output: '',
    });
    expect(existsSync(file('.rcm', spec.environment, 'reports/dashboard.html'))).toBe(true);
    expect(text('.rcm', spec.environment, 'reports/kpis.json')).toContain('interpreted_share');
  },
  4 * MINUTES,
);
