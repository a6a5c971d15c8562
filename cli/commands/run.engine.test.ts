import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDbWarehouse } from '../../jobs/warehouse/duckdb/warehouse';
import { graph } from '../../model/graph';
import { twoHospitals } from '../../sample/two-hospitals.fixture';
import { type BuiltRcm, buildRcm } from '../../test/built-rcm';

/** `rcm run --json`, as a script reads it. */
interface PrintedRun {
  readonly runId: string;
  readonly status: string;
  readonly steps: readonly { id: string; status: string; error: { code: string; fix: string } | null }[];
}

const spec = twoHospitals();
/** Whole runs in processes of their own, on a machine that may be busy. */
jest.setTimeout(180_000);

describe('rcm run, on a small sample', () => {
  let rcm: BuiltRcm;
  const project = mkdtempSync(join(tmpdir(), 'rcm-run-'));
  const state = join(project, '.rcm/sunrise-dev');
  const extracts = join(state, 'sample/extracts/hospital-b');
  const env = ['--spec', 'spec.json'];
  const rcmIn = (...words: string[]) => rcm.run([...words, ...env], { cwd: project });
  let first: PrintedRun;

  const printed = (stdout: string) => JSON.parse(stdout) as PrintedRun;
  const statusOf = (run: PrintedRun) => Object.fromEntries(run.steps.map(({ id, status }) => [id, status]));
  const failures = (stdout: string) => printed(stdout).steps.filter(({ error }) => error !== null);
  /** All of silver's patients, as text; without the moment since which silver says so, which bronze does not hold. */
  const patients = async () =>
    (await rcmIn('query', 'select * exclude (known_from) from silver.patients order by all', '--json')).stdout;

  beforeAll(async () => {
    if (!existsSync(join(__dirname, '../../dist/jobs/reports/client/dashboard.js'))) {
      throw new Error('the dashboard is not built: node scripts/build.mjs');
    }
    rcm = buildRcm();
    writeFileSync(join(project, 'cdktf.json'), '{}');
    writeFileSync(join(project, 'spec.json'), JSON.stringify(spec));
    await rcmIn('sample', '--patients', '60', '--encounters', '120', '--months', '3');
  });
  afterAll(() => {
    rcm.remove();
    rmSync(project, { recursive: true, force: true });
  });

  it('runs one hospital when the other cannot be read, fails as a whole, and says how to go on', async () => {
    renameSync(extracts, `${extracts}-away`);
    const { exitCode, stdout, stderr } = await rcmIn('run', '--json');
    renameSync(`${extracts}-away`, extracts);
    expect(exitCode).toBe(1);
    first = printed(stdout);
    expect(first.status).toBe('FAILED');
    expect(first.steps.map(({ id }) => id)).toEqual(graph(spec).map(({ id }) => id));
    const status = statusOf(first);
    expect(status['history.hospital-a.patients']).toBe('SUCCEEDED');
    expect(status['extract.hospital-b.patients']).toBe('FAILED');
    expect(status['history.hospital-b.patients']).toBe('SKIPPED');
    expect(status['finish']).toBe('FAILED');
    const failed = first.steps.filter((step) => step.status === 'FAILED');
    expect(failed.every(({ error }) => error !== null && error.code !== 'UNEXPECTED' && error.fix !== '')).toBe(true);
    expect(stderr).toContain(`rcm run --spec spec.json --run-id ${first.runId}`);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('stays failed when only its end is repeated: no run turns good in parts', async () => {
    const { exitCode, stdout } = await rcmIn('run', '--from', 'kpis', '--json');
    expect(exitCode).toBe(1);
    expect(printed(stdout)).toMatchObject({ runId: first.runId, status: 'FAILED' });
    expect(failures(stdout).map(({ error }) => error?.code)).toEqual(['RUN_INCOMPLETE']);
    expect(JSON.parse((await rcmIn('summary', '--json')).stdout)).toMatchObject({ status: 'FAILED' });
    expect((await rcmIn('summary')).stdout).toContain('FAILED in');
  });

  it('resumes that run: steps that succeeded are skipped', async () => {
    const { exitCode, stdout, stderr } = await rcmIn('run', '--run-id', first.runId, '--json');
    expect({ exitCode, failed: failures(stdout) }).toEqual({ exitCode: 0, failed: [] });
    expect(stderr).toContain(`resuming run ${first.runId}`);
    const second = printed(stdout);
    expect(second).toMatchObject({ runId: first.runId, status: 'SUCCEEDED' });
    expect(statusOf(second)['history.hospital-a.patients']).toBe('REUSED');
    expect(statusOf(second)['history.hospital-b.patients']).toBe('SUCCEEDED');
    // Gold had been built without hospital-b; reused, it would stay so.
    expect(statusOf(second)['dimensions']).toBe('SUCCEEDED');
    const patientsOf = 'select distinct hospital_id from gold.dim_patient where hospital_id is not null order by 1';
    const hospitals = JSON.parse((await rcmIn('query', patientsOf, '--json')).stdout) as { hospital_id: string }[];
    expect(hospitals.map((row) => row.hospital_id)).toEqual(expect.arrayContaining(['hospital-a', 'hospital-b']));
  });

  it('leaves a log of events, a dashboard, and totals that agree', async () => {
    const lines = readFileSync(join(state, `runs/${first.runId}.jsonl`), 'utf8')
      .trimEnd()
      .split('\n');
    const types = lines.map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types.filter((type) => type === 'run_ended')).toHaveLength(3);
    expect(existsSync(join(state, 'reports/dashboard.html'))).toBe(true);
    expect((await rcmIn('reconcile')).exitCode).toBe(0);
    const summary = JSON.parse((await rcmIn('summary', '--json')).stdout) as {
      runId: string;
      seconds: number;
    };
    expect(summary).toMatchObject({ runId: first.runId, status: 'SUCCEEDED' });
    expect(summary.seconds).toBeGreaterThan(0);
  });

  it('--from repeats a step and what comes after it, in the newest run', async () => {
    const { exitCode, stdout } = await rcmIn('run', '--from', 'kpis', '--json');
    expect({ exitCode, failed: failures(stdout) }).toEqual({ exitCode: 0, failed: [] });
    expect(printed(stdout).runId).toBe(first.runId);
    expect(statusOf(printed(stdout))).toEqual({
      ...{ begin: 'SUCCEEDED', kpis: 'SUCCEEDED', reconcile: 'SUCCEEDED', report: 'SUCCEEDED', finish: 'SUCCEEDED' },
    });
  });

  it('step runs one step of the newest run and prints what it did', async () => {
    const { exitCode, stdout, stderr } = await rcmIn('step', 'kpis', '--json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining('kpis: done in') });
    expect(JSON.parse(stdout)).toMatchObject({ runId: first.runId, stepId: 'kpis', rowsOut: expect.any(Number) });
  });

  it('step of an unknown id is wrong usage; a step that fails is a failure', async () => {
    expect(await rcmIn('step', 'nonsense')).toMatchObject({ exitCode: 2, stdout: '' });
    expect((await rcmIn('step', 'begin', '--run-id', 'never-extracted')).exitCode).toBe(0);
    const noLanding = await rcmIn('step', 'load.hospital-a.patients', '--run-id', 'never-extracted');
    expect(noLanding).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('-> ') });
  });

  it.each([
    ['step', 'kpis'],
    ['run', '--from', 'kpis'],
  ])('%s %s does not take a mistyped run id for a new run', async (...words) => {
    const { exitCode, stderr } = await rcmIn(...words, '--run-id', 'mistyped');
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('RUN_UNKNOWN') });
    const rows = await rcmIn('query', "select count(*) as n from ops.steps where run_id = 'mistyped'", '--json');
    expect(JSON.parse(rows.stdout)).toEqual([{ n: 0 }]);
  });

  it('replay makes silver again from bronze', async () => {
    // What silver lost it knows again from now on.
    const versions = async () =>
      (JSON.parse(await patients()) as Record<string, unknown>[]).map(({ known_from, ...version }) => version);
    const before = await versions();
    expect(before.length).toBeGreaterThan(100);
    const warehouse = await DuckDbWarehouse.open(join(state, 'warehouse.duckdb'));
    await warehouse.executeAtomically([{ name: 'damage', sql: 'delete from silver.patients where is_current' }]);
    await warehouse.close();
    expect(await versions()).not.toEqual(before);
    expect((await rcmIn('replay')).exitCode).toBe(0);
    expect(await versions()).toEqual(before);
  });

  it('a second run while the warehouse is in use fails at once, with its code', async () => {
    const busy = await DuckDbWarehouse.open(join(state, 'warehouse.duckdb'), { servesReaders: true });
    try {
      const { exitCode, stdout, stderr } = await rcmIn('run');
      expect({ exitCode, stdout, stderr }).toEqual({
        ...{ exitCode: 1, stdout: '', stderr: expect.stringContaining('WAREHOUSE_LOCKED') },
      });
    } finally {
      await busy.close();
    }
  });
});
