import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { localFolders } from '../../../jobs/engines/embedded/local-folders';
import { TEMPORARY_FOLDERS } from '../../../jobs/lake/temporary-folders';
import { type BuiltRcm, buildRcm, type Outcome } from '../../built-rcm';
import { adviceAfter, openShell } from '../../typed-advice';
import { CLAIMS, openSmallHospital, type SmallHospital } from '../small-hospital';

jest.setTimeout(120_000);

const WORDS = ['--spec', 'spec.json', '--extracts', 'extracts'];
const RUN_ID = 'ended';
/** From the signal to the end of the process. Measured: 0.1 s on a quiet machine. */
const PROMISED_MILLISECONDS = 2_000;

describe('a run whose process ends', () => {
  let rcm: BuiltRcm;
  let hospital: SmallHospital;
  beforeAll(() => {
    rcm = buildRcm();
  });
  afterAll(() => rcm.remove());
  beforeEach(async () => {
    hospital = await openSmallHospital();
    hospital.send('hospital-a/claims/a.csv', [CLAIMS.header, CLAIMS.paid, CLAIMS.denied, ''].join('\n'));
    await hospital.context.close();
    mkdirSync(temporary());
  });
  afterEach(() => hospital.remove());

  const temporary = () => join(hospital.project, 'tmp');
  const inProject = () => ({ cwd: hospital.project, env: { TMPDIR: temporary(), RCM_PROGRAM: './rcm' } });
  const call = (...words: string[]): Promise<Outcome> => rcm.run(words, inProject());
  /** The command that was advised, typed in the project. */
  const typed = (printed: Pick<Outcome, 'stdout' | 'stderr'>, words: string) =>
    openShell(hospital.project, rcm).type(adviceAfter(printed, words), { TMPDIR: temporary() });
  const status = async () => JSON.parse((await call('status', '--spec', 'spec.json', '--json')).stdout);

  /** A run of a process of its own, held at its first operation whose name contains the text until a signal comes, or killed at it. */
  function start(step: string | null, matching: string, holds: boolean, words = ['run', ...WORDS]): ChildProcess {
    const hook = join(__dirname, 'kill-at-operation.cjs');
    // Before the kill the operation has its time to end.
    const moment = { step, operation: 1, matching, delay: 100, ...(holds ? { instead: 'wait' } : {}) };
    return spawn(
      process.execPath,
      ['--require', hook, rcm.program, ...words, ...(words[0] === 'run' ? ['--run-id', RUN_ID] : [])],
      {
        cwd: hospital.project,
        env: { ...process.env, TMPDIR: temporary(), RCM_TEST_KILL: JSON.stringify(moment), RCM_PROGRAM: './rcm' },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
  }

  const ended = (child: ChildProcess) =>
    new Promise<{ code: number | null; signal: string | null; said: string }>((resolve) => {
      let said = '';
      child.stderr?.on('data', (text) => {
        said += text;
      });
      child.on('close', (code, signal) => resolve({ code, signal, said }));
    });

  /** Sends the signal when the run has come to the operation. */
  async function signalled(signal: NodeJS.Signals, step: string | null, matching: string, words?: string[]) {
    const child = start(step, matching, true, words);
    let sentAt = 0;
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      if (line !== 'the moment has come') return;
      sentAt = Date.now();
      child.kill(signal);
    });
    const end = await ended(child);
    return { ...end, milliseconds: Date.now() - sentAt };
  }

  /** Temporary files that may hold rows, in every folder that a run uses. */
  function left(): string[] {
    const { landing, warehouse } = localFolders(hospital.folder);
    const beginnings = Object.values(TEMPORARY_FOLDERS);
    const isTemporary = (name: string) => beginnings.some((each) => name.startsWith(each)) || name.endsWith('.tmp');
    const landed = existsSync(landing) ? readdirSync(landing, { recursive: true, encoding: 'utf8' }) : [];
    const runs = landed.filter((path) => /run=[^/]*$/.test(path));
    return [
      ...readdirSync(temporary()).filter(isTemporary),
      ...readdirSync(join(warehouse, '..')).filter(isTemporary),
      ...runs.filter((run) => !existsSync(join(landing, run, '_manifest.json'))),
    ];
  }

  it.each([
    ['SIGINT', 130, 'extract.hospital-a.patients', 'mkdtemp'],
    ['SIGTERM', 143, 'load.hospital-a.claims', 'sql commit'],
    ['SIGHUP', 129, 'history.hospital-a.encounters', 'sql insert'],
    ['SIGTERM', 143, 'kpis', 'sql insert'],
  ] as const)('by %s says within two seconds how to resume it, and is recorded as interrupted', async (...moment) => {
    const [signal, exitCode, step, operation] = moment;
    const { code, said, milliseconds } = await signalled(signal, step, operation);
    expect({ code, said }).toEqual({ code: exitCode, said: expect.stringContaining(`${signal}: run ${RUN_ID}`) });
    expect(milliseconds).toBeLessThan(PROMISED_MILLISECONDS);
    expect(said).not.toMatch(/failed|RUN_INTERRUPTED/i);
    expect(left().filter((name) => !name.includes('run='))).toEqual([]);

    const [run] = (await status()).runs;
    expect(run).toMatchObject({ runId: RUN_ID, status: 'INTERRUPTED', endedAt: expect.any(String) });
    expect(left()).toEqual([]);

    const resumed = await typed({ stdout: '', stderr: said }, '-> Resume the run:');
    expect(resumed).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(`resuming run ${RUN_ID}`) });
    expect((await status()).runs).toMatchObject([{ runId: RUN_ID, status: 'SUCCEEDED' }]);
  });

  it('in a step of its own, or in a replay, says what to type, and is recorded as interrupted', async () => {
    expect((await call('run', ...WORDS, '--run-id', RUN_ID)).exitCode).toBe(0);
    const step = await signalled('SIGTERM', null, 'sql insert', ['step', 'kpis', '--spec', 'spec.json']);
    expect(step).toMatchObject({ code: 143, said: expect.stringContaining(`SIGTERM: step kpis of run ${RUN_ID} was`) });
    expect(step.said).not.toContain('RUN_INTERRUPTED');
    expect((await status()).runs).toMatchObject([{ runId: RUN_ID, status: 'INTERRUPTED' }]);
    expect(await typed({ stdout: '', stderr: step.said }, '-> Repeat the step:')).toMatchObject({ exitCode: 0 });

    const replay = await signalled('SIGINT', null, 'insert into "silver"', ['replay', '--spec', 'spec.json']);
    expect(replay).toMatchObject({ code: 130, said: expect.stringContaining('SIGINT: run ') });
    const [interrupted] = (await status()).runs;
    expect(interrupted).toMatchObject({ status: 'INTERRUPTED', startedWith: { command: 'replay' } });
    expect(left()).toEqual([]);
    expect(await typed({ stdout: '', stderr: replay.said }, '-> Replay again:')).toMatchObject({ exitCode: 0 });
    expect((await status()).runs[0]).toMatchObject({ status: 'SUCCEEDED', startedWith: { command: 'replay' } });
  });

  it.each([
    ['extract.hospital-a.claims', 'mkdtemp'],
    ['extract.hospital-a.patients', 'rename'],
    ['load.hospital-a.patients', 'mkdtemp'],
  ])('by SIGKILL in %s at "%s" is shown as interrupted, and what it left is removed', async (step, operation) => {
    const killed = await ended(start(step, operation, false));
    expect(killed.signal).toBe('SIGKILL');
    expect(left()).not.toEqual([]);

    const shown = await call('status', '--spec', 'spec.json');
    expect(shown.stdout).toMatch(new RegExp(`${RUN_ID} . INTERRUPTED`));
    expect(left()).toEqual([]);
    const resumed = await typed(shown, 'Resume the run:');
    expect(resumed).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('rcm run --spec spec.json --extracts extracts'),
    });
    expect((await status()).runs).toMatchObject([{ runId: RUN_ID, status: 'SUCCEEDED' }]);
  });

  it('by SIGKILL is recorded by the next run, which removes what it left', async () => {
    await ended(start('extract.hospital-a.patients', 'rename', false));
    expect(left()).not.toEqual([]);
    const next = await call('run', ...WORDS, '--run-id', 'next');
    expect(next).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(`run ${RUN_ID} was interrupted at`) });
    expect(left()).toEqual([]);
    expect((await status()).runs).toMatchObject([
      { runId: 'next', status: 'SUCCEEDED' },
      { runId: RUN_ID, status: 'INTERRUPTED' },
    ]);
  });
});
