import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reviewCompliance, testAndSynthesize } from '../../stacks/ci/delivery-steps';
import { SynthesizedStack } from '../synthesized-stack';
import { Consumer } from './consumer';

/**
 * The project that `rcm-platform init` writes, outside of this repository, with the packed package: it passes its own test at once, the steps of
 * the delivery serve it, what it adds to the model is in everything that is synthesized, run and printed, and an installation without the project
 * runs its spec.
 */
const MINUTES = 60_000;
const ROOT = join(__dirname, '..', '..');
/** Another one than the template is written for. */
const ENVIRONMENT = 'sunrise-west-test';
const USING = readFileSync(join(ROOT, 'docs/using-as-a-package.md'), 'utf8');
const TOOLS = ['@types/node', ...(/^npm install --save-dev (.*)$/m.exec(USING)?.[1] ?? '').split(' ')].map((each) =>
  each.replace(/(?<=.)@.*$/, ''),
);

// package.engine.test.ts installs the package by npm.
const consumer = new Consumer('linked');
const file = (...path: string[]) => join(consumer.folder, 'project', ...path);
const text = (...path: string[]) => readFileSync(file(...path), 'utf8');
/** Packages are installed one folder up: npm and Node look there too. */
const rcm = (...words: string[]) =>
  consumer.runIn('project', join(consumer.folder, 'node_modules/.bin/rcm-platform'), ...words);
const succeeded = { status: 0 };
/** What a program that failed has printed, and nothing of one that did not. */
const outcome = ({ status, stdout, stderr }: ReturnType<Consumer['run']>) => ({
  status,
  output: status === 0 ? '' : stdout + stderr,
});

beforeAll(() => {
  consumer.installPackage();
  consumer.install(TOOLS);
}, 5 * MINUTES);
afterAll(() => consumer.remove());

it('is written into a folder of its own, and nowhere else', () => {
  expect(consumer.rcm('init')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('PROJECT_FILE_EXISTS: package.json'),
  });
  const typo = consumer.rcm('init', 'project', '--stage', 'tst');
  expect(typo).toMatchObject({ status: 2, stderr: expect.stringContaining('(did you mean test?)') });
  expect(existsSync(file())).toBe(false);
  const words = ['project', '--group', 'sunrise-west', '--stage', 'test', '--json'];
  const written = consumer.rcm('init', ...words);
  expect(written).toMatchObject({
    ...succeeded,
    stderr: expect.stringContaining('-> cd project && npm install && npm test'),
  });
  expect(JSON.parse(written.stdout)).toMatchObject({
    environment: ENVIRONMENT,
    files: expect.arrayContaining(['main.ts']),
  });
});

it(
  'does not compile without a privacy class',
  () => {
    const model = text('extension/model.ts');
    writeFileSync(file('extension/model.ts'), model.replace("        phi: 'health',\n", ''));
    const options =
      '--noEmit --strict --exactOptionalPropertyTypes --skipLibCheck --target es2022 --module node16 --types node';
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const compiled = consumer.runIn('project', process.execPath, tsc, ...options.split(' '), 'extension/model.ts');
    expect(compiled).toMatchObject({ stdout: expect.stringContaining("'phi' is missing") });
    writeFileSync(file('extension/model.ts'), model);
  },
  2 * MINUTES,
);

it(
  'passes its own test at once, in the steps of a delivery, which lists its stacks and reviews them',
  () => {
    // The packages are there: this machine may have no way to the registry.
    const delivered = testAndSynthesize(ENVIRONMENT).script.replace('npm ci\n', '');
    const tested = consumer.runIn('project', '/bin/sh', '-c', delivered);
    expect(outcome(tested)).toEqual({ status: 0, output: '' });
    expect(tested.stdout).toMatch(/^(# |ℹ )pass 4$/m);
    const stacks = text('cdktf.out/order.txt').trim().split('\n');
    expect(stacks[0]).toBe(`${ENVIRONMENT}-foundation`);
    expect(stacks.filter((stack) => !existsSync(file('cdktf.out/stacks', stack, 'cdk.tf.json')))).toEqual([]);
    expect(outcome(consumer.runIn('project', '/bin/sh', '-c', reviewCompliance(ENVIRONMENT).script))).toMatchObject(
      succeeded,
    );
    expect(text('cdktf.out/compliance/report.html')).toContain(ENVIRONMENT);
    expect(text('golden', ENVIRONMENT, 'reporting/encounters_by_language.sql')).toContain('fact_encounters');
  },
  5 * MINUTES,
);

it('synthesizes tables, tags and the view of what it adds', () => {
  const lake = new SynthesizedStack('data-lake', text('cdktf.out/stacks', `${ENVIRONMENT}-data-lake`, 'cdk.tf.json'));
  expect(lake.named('google_bigquery_table', 'encounters_by_language', 'table_id')['view']).toMatchObject({
    query: expect.stringContaining('patient_language as language'),
  });
  expect(lake.named('google_bigquery_table', 'facilities__superseded', 'table_id')).toBeDefined();
  expect(JSON.parse(text('cdktf.out/specs', `${ENVIRONMENT}.json`))).toMatchObject({ model: { version: 1 } });
});

it('shows them in the dictionary, the access matrix and the graph', () => {
  const { stdout } = rcm('dictionary');
  for (const name of [
    'silver.facilities',
    'gold.facilities',
    'reporting.encounters_by_language',
    '`interpreter_minutes`',
  ])
    expect(stdout).toContain(name);
  expect(rcm('access', '--json').stdout).toContain('encounters_by_language');
  expect(rcm('graph').stdout).toContain('history.hospital-a.facilities');
});

/** What the image has: the package without tools, peers and samples, the spec as the stacks upload it, and no file of the project. */
it(
  'the stock installation runs the spec, with nothing of the project',
  () => {
    const size = ['--patients', '50', '--encounters', '100', '--months', '2'];
    expect(rcm('sample', ...size)).toMatchObject(succeeded);
    mkdirSync(file('delivered'));
    copyFileSync(file('cdktf.out/specs', `${ENVIRONMENT}.json`), file('delivered/spec.json'));
    for (const name of ['main.ts', 'extension', 'environments', 'dist', 'cdktf.out', 'cdktf.json', 'package.json'])
      rmSync(file(name), { recursive: true });
    consumer.uninstall(TOOLS.filter((name) => consumer.isInstalled(name)));
    consumer.removeUnused();
    expect(outcome(rcm('run', '--spec', 'delivered/spec.json'))).toEqual({ status: 0, output: '' });
    const reports = ['.rcm', ENVIRONMENT, 'reports'] as const;
    const kpis = JSON.parse(text(...reports, 'kpis.json')).kpis as { id: string; values: object }[];
    expect(kpis.find(({ id }) => id === 'interpreted_share')?.values).toMatchObject({ 'hospital-a': { status: 'ok' } });
    expect(text(...reports, 'dashboard.html')).toContain('Encounters with an interpreter');
    const sql = 'select count(*) as n, count(valid_from) as v from silver.facilities';
    const [counts] = JSON.parse(rcm('query', sql, '--spec', 'delivered/spec.json', '--json').stdout);
    expect(Number(counts.n)).toBeGreaterThan(0);
    expect(counts.v).toEqual(counts.n);
  },
  4 * MINUTES,
);
