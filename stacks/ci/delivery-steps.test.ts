import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepReport, reviewCompliance } from './delivery-steps';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'delivery-'));
  mkdirSync(join(folder, 'bin'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a step where the named program only notes how it was called, and ends with `exit`. */
function calls(step: { readonly script: string }, program: string, exit = 0): string[] {
  const log = join(folder, 'log');
  writeFileSync(log, '');
  writeFileSync(join(folder, 'bin', program), `#!/bin/sh\necho "$@" >> ${log}\nexit ${exit}\n`, { mode: 0o755 });
  const environment = { PATH: `${join(folder, 'bin')}:${process.env['PATH']}`, COMMIT_SHA: 'abc123' };
  try {
    execFileSync('/bin/sh', ['-c', step.script], { cwd: folder, env: environment, stdio: 'ignore' });
  } catch {
    writeFileSync(log, `${readFileSync(log, 'utf8')}failed\n`);
  }
  return readFileSync(log, 'utf8').trim().split('\n');
}

it('keeps the report under the commit and the time, where nothing else is', () => {
  expect(calls(keepReport('sunrise-rcm-prod-audit', 'sunrise-prod'), 'gcloud')).toEqual(
    ['html', 'json'].map((format) =>
      expect.stringMatching(
        new RegExp(
          `^storage cp cdktf.out/compliance/report.${format} gs://sunrise-rcm-prod-audit/compliance/sunrise-prod/abc123/\\d{8}T\\d{6}Z.${format}$`,
        ),
      ),
    ),
  );
});

it('writes both forms of the report, and stops at the first word of a finding', () => {
  expect(calls(reviewCompliance('sunrise-prod'), 'npm')).toHaveLength(3);
  expect(calls(reviewCompliance('sunrise-prod'), 'npm', 1)).toEqual([
    'run --silent rcm -- compliance --env sunrise-prod',
    'failed',
  ]);
});
