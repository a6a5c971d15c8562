import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseOf, type PipelineSpec } from '../../model/spec';
import { twoHospitals } from '../../sample/two-hospitals.fixture';
import { type BuiltRcm, buildRcm } from '../../test/built-rcm';
import { describeEngine } from '../../test/engines/available';
import { sharedMariaDb } from '../../test/engines/shared-engines';

jest.setTimeout(120_000);

describeEngine('mariadb', 'a sample in the databases of this machine', () => {
  const project = mkdtempSync(join(tmpdir(), 'rcm-mysql-'));
  const password = { RCM_SECRET_EMR: '' };
  let rcm: BuiltRcm;
  let spec: PipelineSpec;
  let databases: string[];

  const write = (change: Partial<PipelineSpec> = {}) =>
    writeFileSync(join(project, 'spec.json'), JSON.stringify({ ...spec, ...change }));
  const rcmIn = (...words: string[]) => rcm.run([...words, '--spec', 'spec.json'], { cwd: project, env: password });

  beforeAll(async () => {
    rcm = buildRcm();
    const mariadb = sharedMariaDb();
    databases = [await mariadb.createDatabase(), await mariadb.createDatabase()];
    password.RCM_SECRET_EMR = mariadb.password;
    const emr = { host: mariadb.host, port: mariadb.port, user: mariadb.user, passwordSecret: 'emr' };
    spec = {
      ...twoHospitals(),
      hospitals: twoHospitals().hospitals.map((hospital, index) => ({
        ...hospital,
        emr: { ...databaseOf(hospital), ...emr, database: databases[index] ?? '' },
      })),
    };
    writeFileSync(join(project, 'cdktf.json'), '{}');
  });
  afterAll(() => {
    rcm?.remove();
    rmSync(project, { recursive: true, force: true });
  });

  it.each([
    ['a prod environment', () => write({ stage: 'prod' })],
    [
      'a database elsewhere',
      () => {
        const elsewhere = { host: '10.0.0.5', tls: 'verify' } as const;
        write({ hospitals: spec.hospitals.map((each) => ({ ...each, emr: { ...databaseOf(each), ...elsewhere } })) });
      },
    ],
  ])('refuses %s before anything is written', async (_what, prepare) => {
    prepare();
    const { exitCode, stderr } = await rcmIn('sample', '--mysql');
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('empty') });
    expect(existsSync(join(project, '.rcm'))).toBe(false);
  });

  it('fills them, and a run reads them', async () => {
    write();
    const sample = await rcmIn(
      'sample',
      '--mysql',
      '--json',
      '--patients',
      '60',
      '--encounters',
      '120',
      '--months',
      '3',
    );
    expect(sample.exitCode).toBe(0);
    expect(JSON.parse(sample.stdout).databases['hospital-b']).toMatchObject({ patients: 60, departments: 20 });
    const counts = await sharedMariaDb().execute('select count(*) as n from patient_master', databases[1]);
    expect(counts).toEqual([{ n: 60 }]);
    // Only the databases have the rows now.
    rmSync(join(project, '.rcm/sunrise-dev/sample'), { recursive: true });
    const run = await rcmIn('run', '--mysql', '--hospital', 'hospital-b', '--json');
    expect(run.exitCode).toBe(0);
    const sql = 'select hospital_id, count(*) as n from silver.patients where is_current group by all';
    const { stdout } = await rcmIn('query', sql, '--json');
    expect(JSON.parse(stdout)).toEqual([{ hospital_id: 'hospital-b', n: 60 }]);
    expect(run.stdout + run.stderr).not.toContain(password.RCM_SECRET_EMR);
  });
});
