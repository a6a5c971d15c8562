import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { twoHospitals } from '../../sample/two-hospitals.fixture';
import { type BuiltRcm, buildRcm } from '../../test/built-rcm';

/** Whole runs in processes of their own, on a machine that may be busy. */
jest.setTimeout(180_000);

describe('while rcm run works in another process', () => {
  let rcm: BuiltRcm;
  const project = mkdtempSync(join(tmpdir(), 'rcm-live-run-'));
  const state = join(project, '.rcm/sunrise-dev');
  const rcmIn = (...words: string[]) => rcm.run([...words, '--spec', 'spec.json'], { cwd: project });
  let running: ChildProcess | null = null;

  beforeAll(async () => {
    rcm = buildRcm();
    writeFileSync(join(project, 'cdktf.json'), '{}');
    writeFileSync(join(project, 'spec.json'), JSON.stringify(twoHospitals()));
    await rcmIn('sample', '--patients', '60', '--encounters', '120', '--months', '3');
  });
  afterEach(() => void running?.kill('SIGKILL'));
  afterAll(() => {
    rcm.remove();
    rmSync(project, { recursive: true, force: true });
  });

  const startRun = () => {
    const child = spawn(process.execPath, [rcm.program, 'run', '--spec', 'spec.json'], { cwd: project });
    running = child;
    return new Promise<number | null>((ended) => child.once('exit', ended));
  };
  const liveFolder = () => readdirSync(state).find((name) => name.startsWith('.readers-'));
  const untilLive = async () => {
    while (!readdirSync(project).includes('.rcm') || liveFolder() === undefined) await wait(20);
  };
  /** Steps that ended, as the log of the run says by now. */
  const loggedSteps = () => {
    const [log] = readdirSync(join(state, 'runs'));
    const lines =
      log === undefined
        ? []
        : readFileSync(join(state, 'runs', log), 'utf8')
            .trim()
            .split('\n');
    return lines.flatMap((line) => {
      const { type, stepId } = JSON.parse(line) as { type: string; stepId?: string };
      return type === 'step_ended' && stepId !== undefined ? [stepId] : [];
    });
  };

  it('status, query and quarantine answer with what is committed, and the run succeeds', async () => {
    let exitCode: number | null | undefined;
    const ended = startRun().then((code) => {
      exitCode = code;
    });
    await untilLive();
    const seconds: number[] = [];
    const shown = new Set<string>();
    const timed = async (...words: string[]) => {
      const startedAt = Date.now();
      const outcome = await rcmIn(...words, '--json');
      seconds.push((Date.now() - startedAt) / 1000);
      expect({ words, stderr: outcome.stderr, exitCode: outcome.exitCode }).toEqual({ words, stderr: '', exitCode: 0 });
      return JSON.parse(outcome.stdout);
    };
    while (exitCode === undefined) {
      const { runs } = await timed('status');
      if (runs[0]) shown.add(runs[0].status);
      if (runs[0]?.atWork) shown.add(`${runs[0].atWork.steps} steps`);
      const before = loggedSteps();
      const steps = (await timed('query', 'select step_id from ops.steps')) as { step_id: string }[];
      expect(steps.map((row) => row.step_id)).toEqual(expect.arrayContaining(before));
      await timed('quarantine', 'list');
    }
    await ended;
    expect(exitCode).toBe(0);
    expect([...shown]).toEqual(expect.arrayContaining(['RUNNING', expect.stringMatching(/^[1-9]\d+ steps$/)]));
    expect(seconds.length).toBeGreaterThan(6);
    // Of a whole process each; the machine may be busy with other tests.
    const typical = seconds.sort((one, other) => one - other)[Math.floor(seconds.length / 2)];
    expect(typical).toBeLessThan(2);
    expect(liveFolder()).toBeUndefined();
  });

  it('is killed, status reads the file and says that the run was interrupted', async () => {
    const ended = startRun();
    await untilLive();
    let status = JSON.parse((await rcmIn('status', '--json')).stdout);
    while (status.runs[0]?.status !== 'RUNNING') status = JSON.parse((await rcmIn('status', '--json')).stdout);
    running?.kill('SIGKILL');
    await ended;
    const after = await rcmIn('status', '--json');
    expect(after).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('was interrupted') });
    expect(JSON.parse(after.stdout).runs[0]).toMatchObject({ runId: status.runs[0].runId, status: 'INTERRUPTED' });
    expect(liveFolder()).toBeUndefined();
  });
});
