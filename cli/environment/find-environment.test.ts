import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { twoHospitals } from '../../sample/two-hospitals.fixture';
import { checkMachine } from '../doctor/check-machine';
import { environmentNames } from './build-output';
import { findEnvironment, findProject, findState } from './find-environment';

/** Stands for main.js: writes the spec of the environment it was asked for, counts its calls, or complains. */
const MAIN = `
const fs = require('node:fs');
const name = process.env.RCM_ENVIRONMENTS;
fs.appendFileSync('calls', name + '\\n');
if (fs.existsSync('broken')) { console.error('SPEC_INVALID: 1 problem(s):\\n  project: too short\\n    at Object.main (/x/y.js:1:1)'); process.exit(2); }
fs.mkdirSync('cdktf.out/specs', { recursive: true });
if (name === 'sunrise-dev') fs.copyFileSync('spec.json', 'cdktf.out/specs/' + name + '.json');
`;

describe('finding the environment of a command line', () => {
  let project: string;
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), content);
  };
  const calls = () => (existsSync(join(project, 'calls')) ? readFileSync(join(project, 'calls'), 'utf8').trim() : '');
  const age = (file: string, seconds: number) => {
    const at = Date.now() / 1000 - seconds;
    utimesSync(join(project, file), at, at);
  };
  const cwd = process.cwd();

  beforeEach(() => {
    said.length = 0;
    delete process.env['RCM_ENV'];
    delete process.env['RCM_SPEC'];
    project = mkdtempSync(join(tmpdir(), 'rcm-project-'));
    write('cdktf.json', '{}');
    write('spec.json', JSON.stringify(twoHospitals()));
    write('dist/main.js', MAIN);
    write('dist/environments/sunrise-dev.js', '');
    write('dist/environments/index.js', '');
    process.chdir(project);
    project = process.cwd();
  });
  afterEach(() => {
    process.chdir(cwd);
    rmSync(project, { recursive: true, force: true });
  });

  it('takes the only environment there is, and synthesizes its spec when there is none yet', async () => {
    const found = await findEnvironment({}, say);
    expect(found).toMatchObject({ name: 'sunrise-dev', projectFolder: project });
    expect(found.spec).toEqual(twoHospitals());
    expect(found.stateFolder).toBe(join(project, '.rcm/sunrise-dev'));
    expect(calls()).toBe('sunrise-dev');
  });

  it('synthesizes again when an environment was compiled since, and not otherwise', async () => {
    await findEnvironment({}, say);
    for (const file of ['dist/main.js', 'dist/environments/sunrise-dev.js', 'dist/environments/index.js'])
      age(file, 60);
    await findEnvironment({}, say);
    expect(calls()).toBe('sunrise-dev');
    age('cdktf.out/specs/sunrise-dev.json', 30);
    age('dist/environments/sunrise-dev.js', 10);
    await findEnvironment({}, say);
    expect(calls()).toBe('sunrise-dev\nsunrise-dev');
  });

  const built = ['dist/main.js', 'dist/environments/sunrise-dev.js', 'dist/environments/index.js'];

  it.each(['environments/sunrise-dev.ts', 'extension/model.ts', 'payers.csv'])(
    'says that %s of a project that uses the package was changed and not synthesized',
    async (file) => {
      write('cdktf.out/specs/sunrise-dev.json', JSON.stringify(twoHospitals()));
      for (const each of ['main.ts', 'test/project.test.ts', 'node_modules/x/index.ts', file]) write(each, '');
      for (const each of [...built, 'main.ts', 'test/project.test.ts', file]) age(each, 60);
      age('cdktf.out/specs/sunrise-dev.json', 50);
      await findEnvironment({}, say);
      expect(said).toEqual([]);
      age(file, 30);
      await findEnvironment({}, say);
      expect(said).toEqual([
        `${file} was changed after the environment was synthesized: run npm run synth to use the change.`,
      ]);
    },
  );

  it.each(['environments/sunrise-dev.ts', 'environments/sunrise/payers.csv', 'jobs/steps/load.ts'])(
    'says that %s was changed and not built',
    async (file) => {
      for (const each of ['environments/sunrise-dev.ts', 'environments/index.ts', file]) write(each, '');
      for (const each of ['environments/sunrise-dev.ts', 'environments/index.ts', ...built]) age(each, 60);
      age(file, 30);
      await findEnvironment({}, say);
      expect(said).toEqual([`${file} was changed after the last build: run npm run build to use the change.`]);
      const build = (await checkMachine({})).find(({ subject }) => subject === 'build');
      expect(build).toMatchObject({ state: 'warning', next: 'Run npm run build.' });
    },
  );

  it('says nothing of a test that was changed, which the build leaves out', async () => {
    for (const each of ['environments/sunrise-dev.ts', 'environments/index.ts']) write(each, '');
    for (const each of ['environments/sunrise-dev.ts', 'environments/index.ts', ...built]) age(each, 60);
    write('jobs/steps/load.test.ts', '');
    await findEnvironment({}, say);
    expect(said).toEqual([]);
  });

  it('names what is left of environments and hospitals that are gone, and does not take it for an environment', async () => {
    const stacks = ['sunrise-dev-iam', 'sunrise-dev-hospital-c', 'moonrise-test-iam'];
    for (const each of ['environments/sunrise-dev.ts', 'environments/index.ts']) write(each, '');
    for (const each of stacks) write(`cdktf.out/stacks/${each}/cdk.tf.json`, '{}');
    write('cdktf.out/manifest.json', JSON.stringify({ stacks: { 'sunrise-dev-iam': {} } }));
    write('cdktf.out/specs/moonrise-test.json', '{}');
    expect(environmentNames(project)).toEqual(['sunrise-dev']);
    await expect(findEnvironment({ env: 'moonrise-test' }, say)).rejects.toMatchObject({
      message: expect.stringContaining('no longer has "moonrise-test"'),
      fix: expect.stringContaining('cdktf.out/specs/moonrise-test.json'),
    });
    const found = (await checkMachine({})).find(({ subject }) => subject === 'cdktf.out');
    expect(found).toMatchObject({ state: 'warning', found: expect.stringContaining('3 of environments or hospitals') });
  });

  it('asks which of several, takes RCM_ENV, and --env before it', async () => {
    write('dist/environments/sunrise-prod.js', '');
    await expect(findEnvironment({}, say)).rejects.toMatchObject({
      name: 'UsageError',
      fix: expect.stringContaining('sunrise-dev, sunrise-prod'),
    });
    process.env['RCM_ENV'] = 'sunrise-prod';
    expect((await findState({})).name).toBe('sunrise-prod');
    expect((await findState({ env: 'sunrise-dev' })).name).toBe('sunrise-dev');
    expect(calls()).toBe('');
    expect((await findState({ spec: 'spec.json' })).name).toBe('sunrise-dev');
  });

  it.each(['moonrise-dev', '../secrets', ''])(
    'refuses the unknown environment "%s" with the known ones',
    async (env) => {
      await expect(findEnvironment({ env }, say)).rejects.toMatchObject({
        name: 'UsageError',
        fix: expect.stringContaining('sunrise-dev'),
      });
    },
  );

  it.each([
    ['takes the package', [], 'npx cdktf synth'],
    ['is a copy of the repository', ['environments/index.ts'], 'npm run synth'],
  ])('advises, before the first synthesis, how a project that %s does it', async (_what, files, command) => {
    rmSync(join(project, 'dist'), { recursive: true });
    for (const file of files) write(file, '');
    for (const options of [{}, { env: 'sunrise-dev' }]) {
      await expect(findEnvironment(options, say)).rejects.toMatchObject({
        name: 'UsageError',
        fix: expect.stringContaining(`Synthesize first: ${command}.`),
      });
    }
  });

  it('passes on what is wrong with the environment, without a stack', async () => {
    write('broken', '');
    const error = await findEnvironment({}, say).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ name: 'UsageError', message: expect.stringContaining('project: too short') });
    expect((error as Error).message).not.toContain('at Object.main');
  });

  it('says so when an environment is compiled but not listed', async () => {
    write('dist/environments/sunrise-prod.js', '');
    await expect(findEnvironment({ env: 'sunrise-prod' }, say)).rejects.toMatchObject({
      fix: expect.stringContaining('environments/index.ts'),
    });
  });

  it('works in a subfolder of the project', async () => {
    mkdirSync(join(project, 'environments/deep'), { recursive: true });
    expect(findProject(join(project, 'environments/deep'))).toBe(project);
  });

  it('lists compiled and synthesized environments once each', () => {
    write('cdktf.out/specs/sunrise-dev.json', '{}');
    write('cdktf.out/specs/moonrise-test.json', '{}');
    expect(environmentNames(project)).toEqual(['moonrise-test', 'sunrise-dev']);
  });

  it('reads --spec FILE without synthesizing, and reports every problem in it', async () => {
    expect((await findEnvironment({ spec: 'spec.json' }, say)).name).toBe('sunrise-dev');
    expect(calls()).toBe('');
    write('bad.json', JSON.stringify({ ...twoHospitals(), region: 'moon', project: 'x' }));
    await expect(findEnvironment({ spec: 'bad.json' }, say)).rejects.toMatchObject({
      code: 'SPEC_INVALID',
      problems: [expect.objectContaining({ path: 'project' }), expect.objectContaining({ path: 'region' })],
    });
    write('torn.json', '{');
    await expect(findEnvironment({ spec: 'torn.json' }, say)).rejects.toMatchObject({ name: 'UsageError' });
    await expect(findEnvironment({ spec: 'absent.json' }, say)).rejects.toMatchObject({ name: 'UsageError' });
  });

  describe('from the parts that the stacks upload', () => {
    const { hospitals, ...environment } = twoHospitals();

    beforeEach(() => {
      write('parts/environment.json', JSON.stringify(environment));
      for (const hospital of hospitals) write(`parts/hospitals/${hospital.id}.json`, JSON.stringify(hospital));
    });

    it('puts them together', async () => {
      expect((await findEnvironment({ spec: 'parts' }, say)).spec).toEqual(twoHospitals());
      expect(said).toEqual([]);
    });

    it.each([
      ['is cut off', '{"id": "hospital-b", "em'],
      ['is wrong', JSON.stringify({ ...hospitals[1], tables: ['patience'] })],
    ])('leaves out and names a hospital whose part %s', async (_what, content) => {
      write('parts/hospitals/hospital-b.json', content);
      expect((await findEnvironment({ spec: 'parts' }, say)).spec.hospitals.map(({ id }) => id)).toEqual([
        'hospital-a',
      ]);
      expect(said).toEqual([expect.stringContaining('hospitals/hospital-b.json is skipped')]);
    });

    it('refuses a folder without environment.json', async () => {
      rmSync(join(project, 'parts/environment.json'));
      await expect(findEnvironment({ spec: 'parts' }, say)).rejects.toMatchObject({ name: 'UsageError' });
    });
  });
});
