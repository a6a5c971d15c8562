import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { courseGroup } from '../../test/acceptance/course-group';
import { type BuiltRcm, buildRcm } from '../../test/built-rcm';
import { blocksOf } from '../../test/docs/blocks';
import { missingIn } from '../../test/docs/shown-output';
import { describeEngine } from '../../test/engines/available';
import { sharedMariaDb } from '../../test/engines/shared-engines';
import { adviceAfter, openShell } from '../../test/typed-advice';

// It compiles the project and synthesizes it twice.
jest.setTimeout(300_000);

const ROOT = join(__dirname, '../..');
const FOLDERS = ['environments', 'stacks', 'constructs', 'compliance', 'model', 'jobs/airflow', 'jobs/spark'];
const SECRET = 'RCM_SECRET_SUNRISE_DEV_HOSPITAL_C_EMR_PASSWORD';

describeEngine('mariadb', 'rcm hospital add', () => {
  const project = mkdtempSync(join(tmpdir(), 'rcm-add-'));
  const file = join(project, 'environments/sunrise-dev.ts');
  const before = readFileSync(join(ROOT, 'environments/sunrise-dev.ts'), 'utf8');
  let rcm: BuiltRcm;
  let database: string;

  /** As `npm run build` does, but for the rooms that no environment needs. */
  const build = () => {
    const entryPoints = FOLDERS.flatMap((folder) =>
      readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name)),
    );
    buildSync({
      ...{ entryPoints: [...entryPoints, join(project, 'main.ts')], outdir: join(project, 'dist'), outbase: project },
      ...{ format: 'cjs', platform: 'node', target: 'node20', supported: { 'dynamic-import': false } },
    });
  };
  const add = (words: string[], password = sharedMariaDb().reader.password, tls = ['--tls', 'none']) => {
    const { host, port, reader } = sharedMariaDb();
    const where = ['--mysql-host', host, '--port', String(port), '--user', reader.user, ...tls];
    const env = password === '' ? {} : { [SECRET]: password };
    const asInShell = { ...env, RCM_PROGRAM: './rcm' };
    return rcm.run(['hospital', 'add', ...words, '--env', 'sunrise-dev', ...where], { cwd: project, env: asInShell });
  };

  beforeAll(async () => {
    rcm = buildRcm();
    for (const folder of FOLDERS) cpSync(join(ROOT, folder), join(project, folder), { recursive: true });
    for (const name of ['main.ts', 'tsconfig.json', 'cdktf.json', 'package.json', 'biome.json'])
      cpSync(join(ROOT, name), join(project, name));
    symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
    build();
    database = await sharedMariaDb().createDatabase();
    const schema = readFileSync(join(ROOT, 'test/data/course/emr/hospital-b/schema.sql'), 'utf8');
    const change =
      'ALTER TABLE patients DROP COLUMN SSN; DROP TABLE transactions; RENAME TABLE encounters TO tbl_visit';
    await sharedMariaDb().execute(`${schema}${change}`, database);
  });
  afterAll(() => {
    rcm?.remove();
    rmSync(project, { recursive: true, force: true });
  });

  it('shows what it would write and writes nothing without --write', async () => {
    const { exitCode, stdout, stderr } = await add(['hospital-c', '--database', database]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining('NOT DELIVERED ssn') });
    expect(stdout).toMatch(/^ {2}new Hospital\(environment, 'hospital-c', \{\n[\s\S]*\}\);\n$/);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('proposes what docs/adding-a-hospital.md shows, and would write its construct', async () => {
    const { databases } = await courseGroup(sharedMariaDb(), join(project, 'course'));
    const shown = databases['hospital-b'] ?? '';
    const twoTelephones = 'DROP COLUMN PhoneNumber, ADD HomePhone VARCHAR(50), ADD MobilePhone VARCHAR(50)';
    await sharedMariaDb().execute(`ALTER TABLE patients ${twoTelephones}`, shown);
    writeFileSync(join(project, 'ca.pem'), sharedMariaDb().ca);
    const verified = ['--ca', 'ca.pem'];
    const { stdout, stderr } = await add(['hospital-c', '--database', shown], undefined, verified);
    const { host, port } = sharedMariaDb();
    const blocks = blocksOf('docs/adding-a-hospital.md');
    const proposal = blocks.find(({ text }) => text.startsWith('database "hospital_c_db"'))?.text ?? '';
    const said = stderr.replaceAll(shown, 'hospital_c_db').replaceAll(`${host}:${port}`, '10.20.0.9:3306');
    expect(missingIn(said, proposal)).toEqual([]);
    const construct = blocks.find(({ info }) => info === 'ts')?.text ?? '';
    // The address of the page's database, whose line is short, in the place of this one's.
    const place =
      /\{\s*host: '127\.0\.0\.1',\s*database: '\w+',\s*port: \d+,\s*user: '\w+',\s*(certificateAuthority: 'private'),\s*\}/;
    const source = stdout
      .replace(place, "{ host: '10.20.0.9', database: 'hospital_c_db', $1 }")
      .replaceAll(/^ {2}/gm, '');
    expect(missingIn(source, construct)).toEqual([]);
  });

  it('gives the proposal as data', async () => {
    const { stdout } = await add(['hospital-c', '--database', database, '--json', '--dry-run']);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ environment: 'sunrise-dev', hospital: 'hospital-c', written: false, file: 'environments/sunrise-dev.ts' },
      secret: 'sunrise-dev-hospital-c-emr-password',
      missing: [{ entity: 'transactions' }],
      source: expect.stringContaining("new Hospital(environment, 'hospital-c'"),
    });
  });

  it('writes a hospital that is formatted, compiles and synthesizes, and holds no password', async () => {
    const added = await add(['hospital-c', '--database', database, '--write']);
    const { exitCode, stdout } = added;
    expect(exitCode).toBe(0);
    const after = readFileSync(file, 'utf8');
    expect(after).toBe(before.replace('  return environment;', `${stdout}  return environment;`));
    expect(after).not.toContain(sharedMariaDb().reader.password);
    // Read without TLS, so nothing asks for a certificate that the server need not have.
    expect(after.slice(before.length - 100)).toContain("tls: 'none'");
    expect(added.stderr).not.toMatch(/certificate|REQUIRE SSL|cdktf deploy/);
    const tool = (name: string, ...words: string[]) =>
      execFileSync(process.execPath, [join(ROOT, 'node_modules', name), ...words], { cwd: project, stdio: 'pipe' });
    tool('@biomejs/biome/bin/biome', 'format', 'environments/sunrise-dev.ts');
    tool(
      'typescript/bin/tsc',
      '--noEmit',
      '--skipLibCheck',
      '--strict',
      '--types',
      'node',
      '--module',
      'node16',
      '--target',
      'es2022',
      file,
    );
    build();
    execFileSync(process.execPath, ['dist/main.js'], {
      cwd: project,
      env: { ...process.env, RCM_ENVIRONMENTS: 'sunrise-dev' },
    });
    const spec = JSON.parse(readFileSync(join(project, 'cdktf.out/specs/sunrise-dev.json'), 'utf8'));
    expect(spec.hospitals.find(({ id }: { id: string }) => id === 'hospital-c')).toMatchObject({
      tables: ['departments', 'providers', 'patients', 'encounters'],
      emr: { database, tls: 'none', passwordSecret: 'sunrise-dev-hospital-c-emr-password' },
      mapping: { encounters: { from: { table: 'tbl_visit' } }, patients: { columns: { first_name: 'F_Name' } } },
    });
    expect(existsSync(join(project, 'cdktf.out/stacks/sunrise-dev-hospital-c/cdk.tf.json'))).toBe(true);

    // Typed as it is printed, it reads what is mapped.
    const line = adviceAfter(added, `in ${SECRET}:`);
    const run = await openShell(project, rcm).type(`${line} --json`, {
      [SECRET]: sharedMariaDb().reader.password,
    });
    const steps = JSON.parse(run.stdout).steps as { id: string; status: string }[];
    expect(steps).toContainEqual(
      expect.objectContaining({ id: 'extract.hospital-c.departments', status: 'SUCCEEDED' }),
    );
    expect(steps.filter(({ id }) => id.startsWith('extract.hospital-a'))).toEqual([]);
  });

  it('says whose authority signed the certificate, where it is given', async () => {
    const { host, port, reader, ca } = sharedMariaDb();
    writeFileSync(join(project, 'ca.pem'), ca);
    const where = ['--env', 'sunrise-dev', '--mysql-host', host, '--port', String(port), '--user', reader.user];
    const words = [
      'hospital',
      'add',
      'hospital-e',
      ...where,
      '--database',
      database,
      '--password-from',
      'MY',
      '--ca',
      'ca.pem',
    ];
    const { exitCode, stdout, stderr } = await rcm.run(words, { cwd: project, env: { MY: reader.password } });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("certificateAuthority: 'private'");
    expect(stderr).toMatch(/gcloud secrets versions add sunrise-dev-hospital-e-emr-\S+ --data-file=ca\.pem/);
  });

  it('refuses a hospital that is there, also where the file has not been built since', async () => {
    const after = readFileSync(file, 'utf8');
    for (const id of ['hospital-a', 'hospital-c']) {
      const { exitCode, stdout, stderr } = await add([id, '--database', database, '--write']);
      expect({ exitCode, stdout, stderr }).toEqual({
        exitCode: 2,
        stdout: '',
        stderr: expect.stringContaining('HOSPITAL_EXISTS'),
      });
    }
    expect(readFileSync(file, 'utf8')).toBe(after);
  });

  it('prints the lines where it cannot read the file', async () => {
    writeFileSync(file, 'export {};\n');
    const { exitCode, stdout, stderr } = await add(['hospital-d', '--database', database, '--write'], '');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('RCM_SECRET_SUNRISE_DEV_HOSPITAL_D_EMR_PASSWORD');
    const { password } = sharedMariaDb().reader;
    const { port, reader } = sharedMariaDb();
    const words = [
      'hospital',
      'add',
      'hospital-d',
      '--env',
      'sunrise-dev',
      '--mysql-host',
      '127.0.0.1',
      '--port',
      String(port),
    ];
    const outcome = await rcm.run(
      [...words, '--user', reader.user, '--tls', 'none', '--database', database, '--password-from', 'MY', '--write'],
      {
        cwd: project,
        env: { MY: password },
      },
    );
    expect(outcome).toEqual({
      exitCode: 2,
      stdout: expect.stringContaining("new Hospital(environment, 'hospital-d'"),
      stderr: expect.stringContaining('ENVIRONMENT_FILE_UNREADABLE'),
    });
    expect(readFileSync(file, 'utf8')).toBe('export {};\n');
  });

  it.each([
    ['an id that no name can have', ['Hospital_E', '--database', 'd'], 2, 'SPEC_INVALID'],
    ['a database that no mapping can name', ['hospital-e', '--database', 'a\tb'], 2, 'SPEC_INVALID'],
    ['two that exclude each other', ['hospital-e', '--write', '--dry-run'], 2, 'cannot be used with'],
    ['an invalid port', ['hospital-e', '--port', '99999'], 2, '1 to 65535'],
    ['a database that is not there', ['hospital-e', '--database', 'not_there'], 1, 'SOURCE_DATABASE_MISSING'],
  ])('refuses %s', async (_what, words, exitCode, said) => {
    const { host, port, reader } = sharedMariaDb();
    const where = [
      '--env',
      'sunrise-dev',
      '--mysql-host',
      host,
      '--user',
      reader.user,
      '--tls',
      'none',
      '--password-from',
      'MY',
    ];
    const ports = words.includes('--port') ? [] : ['--port', String(port)];
    const outcome = await rcm.run(['hospital', 'add', ...where, ...ports, ...words], {
      cwd: project,
      env: { MY: reader.password },
    });
    expect({ exitCode: outcome.exitCode, stderr: outcome.stderr }).toEqual({
      exitCode,
      stderr: expect.stringContaining(said),
    });
  });
});
