import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { localFolders } from '../../../jobs/engines/embedded/local-folders';
import { TEMPORARY_FOLDERS } from '../../../jobs/lake/temporary-folders';
import { type BuiltRcm, buildRcm, type Outcome } from '../../built-rcm';
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
  const inProject = () => ({ cwd: hospital.project, env: { TMPDIR: temporary() } });
  const call = (...words: string[]): Promise<Outcome> => rcm.run(words, inProject());
  const status = async () => JSON.parse((await call('status', '--spec', 'spec.json', '--json')).stdout);

  /** A run of a process of its own, held at its first operation whose name contains the text until a signal comes, or killed at it. */
  function start(step: string, matching: string, holds: boolean): ChildProcess {
    const hook = join(__dirname, 'kill-at-operation.cjs');
    // Before the kill the operation has its time to end.
    const moment = { step, operation: 1, matching, delay: 100, ...(holds ? { instead: 'wait' } : {}) };
    return spawn(process.execPath, ['--require', hook, rcm.program, 'run', ...WORDS, '--run-id', RUN_ID], {
      cwd: hospital.project,
      env: { ...process.env, TMPDIR: temporary(), RCM_TEST_KILL: JSON.stringify(moment) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
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
  async function signalled(signal: NodeJS.Signals, step: string, matching: string) {
    const child = start(step, matching, true);
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

    const [, advice = ''] = /^-> Resume the run: rcm (.*)$/m.exec(said) ?? [];
    const resumed = await call(...advice.split(' '));
    expect(resumed).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(`resuming run ${RUN_ID}`) });
    expect((await status()).runs).toMatchObject([{ runId: RUN_ID, status: 'SUCCEEDED' }]);
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
    const [, advice = ''] = /resume it: rcm (.*)$/m.exec(shown.stderr) ?? [];
    expect(advice).toBe(`run --spec spec.json --run-id ${RUN_ID} --extracts extracts`);
    expect(left()).toEqual([]);
    expect(await call(...advice.split(' '))).toMatchObject({ exitCode: 0 });
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
