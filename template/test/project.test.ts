import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, test } from 'node:test';

/** Runs on what `npm run synth` has written, without a cloud: DuckDB stands for BigQuery, an invented hospital group for the hospitals. */
const ENVIRONMENT = 'sunrise-dev';
const PROJECT = resolve(__dirname, '../..');
const SPEC = join(PROJECT, 'cdktf.out/specs', `${ENVIRONMENT}.json`);
const RCM = join(dirname(require.resolve('rcm-platform/package.json')), 'dist/cli/rcm.js');
/** For the state of the pipeline: that of the project stays as it is. */
const folder = mkdtempSync(join(tmpdir(), `${ENVIRONMENT}-`));
after(() => rmSync(folder, { recursive: true, force: true }));

function rcm(cwd: string, ...words: string[]): string {
  const { RCM_ENV: _, RCM_SPEC: __, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [RCM, ...words], { cwd, env, encoding: 'utf8' });
  assert.equal(status, 0, `rcm ${words.join(' ')}\n${stderr}`);
  return stdout;
}

test('every statement that the extension adds runs on the engine', () => {
  rcm(PROJECT, 'model', 'check', '--env', ENVIRONMENT);
});

test('the SQL is the one that was reviewed: golden/', () => {
  rcm(PROJECT, 'model', 'golden', '--env', ENVIRONMENT);
});

test('the infrastructure passes the review', () => {
  rcm(PROJECT, 'compliance', '--env', ENVIRONMENT);
});

test('the pipeline runs, and computes the KPI of the extension', () => {
  rcm(folder, 'sample', '--spec', SPEC, '--patients', '50', '--encounters', '100', '--months', '2');
  rcm(folder, 'run', '--spec', SPEC);
  const file = join(folder, '.rcm', ENVIRONMENT, 'reports/kpis.json');
  const { kpis } = JSON.parse(readFileSync(file, 'utf8')) as {
    kpis: { id: string; values: Record<string, { status: string }> }[];
  };
  const shares = kpis.find(({ id }) => id === 'interpreted_share')?.values ?? {};
  assert.equal(shares['hospital-a']?.status, 'ok');
});
