import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { twoHospitals } from '../../sample/two-hospitals.fixture';
import type { SampleSummary } from '../../sample/write';
import { type BuiltRcm, buildRcm } from '../../test/built-rcm';

// Each case starts several processes.
jest.setTimeout(60_000);

describe('rcm sample', () => {
  let rcm: BuiltRcm;
  let project: string;
  const state = () => join(project, '.rcm/sunrise-dev');
  const patients = () => readFileSync(join(state(), 'sample/extracts/hospital-a/patients.csv'), 'utf8');
  const sample = (...words: string[]) => rcm.run(['sample', '--spec', 'spec.json', ...words], { cwd: project });
  const small = ['--patients', '60', '--encounters', '120', '--months', '3'];

  beforeAll(() => {
    rcm = buildRcm();
  });
  afterAll(() => rcm.remove());
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'rcm-sample-'));
    writeFileSync(join(project, 'cdktf.json'), '{}');
    writeFileSync(join(project, 'spec.json'), JSON.stringify(twoHospitals()));
  });
  afterEach(() => rmSync(project, { recursive: true, force: true }));

  it('writes extracts, inbox and truth into the state of the environment, and prints what it wrote', async () => {
    const { exitCode, stdout, stderr } = await sample(...small, '--json');
    expect(exitCode).toBe(0);
    const summary = JSON.parse(stdout) as SampleSummary;
    expect(summary.hospitals.map(({ id, rows }) => [id, rows['patients']])).toEqual([
      ['hospital-a', 60],
      ['hospital-b', 60],
    ]);
    expect(patients().trimEnd().split('\n')).toHaveLength(61);
    expect(readdirSync(join(state(), 'lake/inbox')).sort()).toEqual(['hospital-a', 'hospital-b', 'reference']);
    expect(existsSync(join(state(), 'sample/truth/truth.json'))).toBe(true);
    expect(stderr).toContain('-> rcm run --spec spec.json');
  });

  it('keeps an existing sample, and says so, without --force', async () => {
    await sample(...small);
    const before = patients();
    const refused = await sample(...small, '--seed', '7');
    expect(refused).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('--force') });
    expect(patients()).toBe(before);
    expect((await sample(...small, '--seed', '7', '--force')).exitCode).toBe(0);
    expect(patients()).not.toBe(before);
  });

  it('says which hospitals were added after it was written', async () => {
    await sample(...small);
    const { hospitals, ...spec } = twoHospitals();
    const [first] = hospitals;
    writeFileSync(
      join(project, 'spec.json'),
      JSON.stringify({ ...spec, hospitals: [...hospitals, { ...first, id: 'hospital-z' }] }),
    );
    const { stderr } = await sample();
    expect(stderr).toContain('It lacks hospital-z, added later; day 1 written again with --force has every hospital.');
    expect(stderr).not.toContain('hospital-a');
  });

  it('writes the next day of the same group without naming its size', async () => {
    await sample(...small, '--seed', '7');
    const before = patients();
    expect((await sample('--day', '2')).exitCode).toBe(0);
    expect(existsSync(join(state(), 'sample/truth/truth-day2.json'))).toBe(true);
    const lines = new Set(before.split('\n'));
    const after = patients().trimEnd().split('\n');
    // Most patients are as they were: it is the same group, a day later.
    expect(after.filter((line) => lines.has(line)).length).toBeGreaterThan(50);
    expect(patients()).not.toBe(before);
  });

  it('refuses a day without the one before it, another size for it, and a day that does not exist', async () => {
    expect(await sample('--day', '2')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('day 1') });
    await sample(...small);
    expect(await sample('--day', '2', '--patients', '70')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--patients'),
    });
    expect(await sample('--day', '9')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('SAMPLE_DAY_UNKNOWN'),
    });
    const before = patients();
    expect(await sample('--force', '--patients', '1')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('SAMPLE_TOO_SMALL'),
    });
    expect(patients()).toBe(before);
  });
});
