import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A busy machine takes seconds to start jest's workers, and a file that passes must do so within its limit. */
const SUITE_LIMIT_SECONDS = 15;
// Measured: 40 s.
jest.setTimeout(180_000);

const JEST_RUN = join(__dirname, '../scripts/tests/jest-run.mjs');
const SUITE_LOG = join(__dirname, '../scripts/tests/suite-log.mjs');
const folder = mkdtempSync(join(tmpdir(), 'ended-runs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `npm test` would count: over a project of its own with these test files, each as it starts a process that sleeps. */
async function runProject(name: string, tests: Readonly<Record<string, string>>, limits: Record<string, number>) {
  const cwd = join(folder, name);
  mkdirSync(join(cwd, 'pids'), { recursive: true });
  const config = {
    rootDir: cwd,
    testEnvironment: 'node',
    setupFilesAfterEnv: [join(__dirname, 'suite-process.ts')],
    transform: { 'suite-process.ts$': [require.resolve('@swc/jest'), { jsc: { parser: { syntax: 'typescript' } } }] },
  };
  writeFileSync(join(cwd, 'jest.config.json'), JSON.stringify(config));
  for (const [file, body] of Object.entries(tests)) {
    const sleeping = `const { pid } = require('node:child_process').spawn('sleep', ['600']);
      require('node:fs').writeFileSync('${join(cwd, 'pids')}/' + pid, '');`;
    writeFileSync(join(cwd, `${file}.test.js`), `${sleeping}\n${body}`);
  }
  const options = {
    cwd,
    args: ['--config=jest.config.json', '--maxWorkers=3', '--workerIdleMemoryLimit=0'],
    log: join(cwd, 'run.jsonl'),
    limits: { suite: SUITE_LIMIT_SECONDS, project: 150, ending: 30, grace: 15, ...limits },
  };
  const program = `
    import { runJest } from '${JEST_RUN}';
    import { countTests } from '${SUITE_LOG}';
    const run = await runJest(${JSON.stringify(options)});
    (await import('node:fs')).writeFileSync('counts.json', JSON.stringify({ code: run.code, ...countTests(run) }));`;
  const { stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { cwd });
  const pids = readdirSync(join(cwd, 'pids'));
  return {
    counts: JSON.parse(readFileSync(join(cwd, 'counts.json'), 'utf8')),
    stderr,
    started: pids.length,
    alive: pids.filter(isAlive),
  };
}

function isAlive(pid: string): boolean {
  // One that has ended and that nobody has asked about yet is still listed, as a zombie.
  const status = `/proc/${pid}/status`;
  if (existsSync(status)) return !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch {
    return false;
  }
}

it('ends a test file that takes too long, and what any file leaves behind, and counts the others', async () => {
  const { counts, stderr, started, alive } = await runProject(
    'files',
    {
      waits: `beforeAll(() => new Promise(() => setInterval(() => {}, 1000)), 1e6); it('never starts', () => {});`,
      blocks: `it('never yields', () => { for (;;); });`,
      leaves: `setInterval(() => {}, 1000); it('passes and leaves a timer and a process', () => {});`,
      passes: `it('passes', () => {}); it.skip('is skipped', () => {});`,
      fails: `it('fails', () => { throw new Error('on purpose'); });`,
      cannotLoad: `require('./nowhere');`,
    },
    {},
  );
  expect(counts).toEqual({ code: 1, passed: 2, failed: 4, skippedNames: ['is skipped'], unfinished: [], unrun: 0 });
  expect(stderr).toContain(`waits.test.js took more than ${SUITE_LIMIT_SECONDS} s: it was ended`);
  expect(stderr).toContain(`blocks.test.js took more than ${SUITE_LIMIT_SECONDS} s: it was ended`);
  expect({ started, alive }).toEqual({ started: 6, alive: [] });
});

it('ends a run that takes too long, and counts each file that did not end as failed', async () => {
  const { counts, stderr, alive } = await runProject(
    'run',
    { waits: `it('waits', () => new Promise(() => {}), 1e6);` },
    { suite: 600, project: SUITE_LIMIT_SECONDS },
  );
  expect(counts).toMatchObject({
    code: 1,
    passed: 0,
    failed: 1,
    unfinished: [expect.stringContaining('waits.test.js')],
  });
  expect(stderr).toContain(`the tests took more than ${SUITE_LIMIT_SECONDS} s: the run was ended`);
  expect(alive).toEqual([]);
});

it('counts a jest that finds no test as failed', async () => {
  const { counts } = await runProject('none', {}, {});
  expect(counts).toMatchObject({ code: 1, passed: 0, failed: 1 });
});
