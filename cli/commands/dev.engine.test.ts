import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { twoHospitals } from '../../sample/two-hospitals.fixture';
import { type BuiltRcm, buildRcm } from '../../test/built-rcm';
import { type Block, blocksOf } from '../../test/docs/blocks';
import { missingIn } from '../../test/docs/shown-output';
import { describeEngine } from '../../test/engines/available';

jest.setTimeout(180_000);

const PAGE = blocksOf('docs/developing-on-a-laptop.md');
const [START, AGAIN, OTHERS] = PAGE.filter(({ info }) => info === 'sh elsewhere') as [Block, Block, Block];
const SHOWN = PAGE.find(({ info }) => info === 'text output')?.text ?? '';

/** A shell that runs what a page shows. */
interface Shell {
  readonly process: ChildProcess;
  output(): string;
  /** Exit code, or the signal. */
  readonly ended: Promise<number | string | null>;
}

describeEngine('mariadb', 'rcm dev, as docs/developing-on-a-laptop.md shows it', () => {
  const project = mkdtempSync(join(tmpdir(), 'rcm-dev-'));
  const state = join(project, '.rcm/sunrise-dev');
  const session = join(state, 'dev/session');
  let rcm: BuiltRcm;
  let first: Shell;

  const shell = (text: string): Shell => {
    const { RCM_ENV: _, RCM_SPEC: __, ...env } = process.env;
    const started = spawn('bash', ['-euo', 'pipefail', '-c', text], { cwd: project, env: { ...env, CI: 'true' } });
    let output = '';
    for (const stream of [started.stdout, started.stderr]) stream?.on('data', (part) => (output += part));
    const ended = new Promise<number | string | null>((done) =>
      started.once('close', (code, signal) => done(code ?? signal)),
    );
    return { process: started, output: () => output, ended };
  };
  const until = async (what: string, holds: () => boolean) => {
    for (let waited = 0; !holds(); waited += 50) {
      if (waited > 60_000) throw new Error(`${what}\n${first.output()}`);
      await sleep(50);
    }
  };
  const start = async () => {
    // `exec`: the signal is for the command, as Ctrl-C is.
    first = shell(`exec ${START.text}`);
    await until('it does not end its run', () => first.output().includes('Ctrl-C stops'));
  };
  const serverIds = () =>
    execFileSync('ps', ['-ww', '-e', '-o', 'pid=,command='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(`--datadir=${state}`));
  const secrets = () => Object.values(JSON.parse(readFileSync(join(session, 'secrets.json'), 'utf8')) as object);

  beforeAll(async () => {
    rcm = buildRcm();
    mkdirSync(join(project, 'cdktf.out/specs'), { recursive: true });
    writeFileSync(join(project, 'cdktf.json'), '{}');
    // Hospital B's database is elsewhere, and is not asked.
    const spec = twoHospitals();
    const hospitals = spec.hospitals.map((each) => ({
      ...each,
      ...(each.id === 'hospital-b'
        ? { tables: ['departments', 'patients'], feeds: [], mapping: { patients: each.mapping['patients'] ?? {} } }
        : {}),
      emr: { ...each.emr, host: 'emr.sunrise.example', tls: 'verify' },
    }));
    const write = (changes: object) =>
      writeFileSync(
        join(project, `cdktf.out/specs/${(changes as { environment: string }).environment}.json`),
        JSON.stringify({ ...spec, hospitals, ...changes }),
      );
    write({ environment: 'sunrise-dev' });
    write({ environment: 'sunrise-prod', stage: 'prod' });
    writeFileSync(
      join(project, 'rcm'),
      `#!/bin/sh\nRCM_PROGRAM="$0" exec '${process.execPath}' '${rcm.program}' "$@"\n`,
    );
    chmodSync(join(project, 'rcm'), 0o755);
    const size = ['--patients', '60', '--encounters', '120', '--months', '2'];
    expect(await rcm.run(['sample', '--env', 'sunrise-dev', ...size], { cwd: project })).toMatchObject({ exitCode: 0 });
    await start();
  });
  afterAll(async () => {
    first?.process.kill('SIGKILL');
    for (const line of serverIds()) process.kill(Number.parseInt(line, 10), 'SIGKILL');
    rcm?.remove();
    rmSync(project, { recursive: true, force: true });
  });

  it('runs on the databases that it has filled, and says how to look', () => {
    expect(missingIn(first.output(), SHOWN)).toEqual([]);
    expect(first.output()).toMatch(/extract\.hospital-a\.patients: done in [^\n]* 60 rows/);
    expect(first.output()).toMatch(/run \S+: SUCCEEDED/);
  });

  it('keeps its passwords in files of this user alone, and in no command line, message or log', () => {
    for (const folder of [state, join(state, 'dev'), session]) expect(statSync(folder).mode & 0o077).toBe(0);
    for (const file of ['secrets.json', 'client.cnf', 'spec.json'])
      expect([file, statSync(join(session, file)).mode & 0o077]).toEqual([file, 0]);
    expect(readdirSync(session).sort()).toEqual(['client.cnf', 'secrets.json', 'server.pid', 'spec.json']);
    const logs = readdirSync(join(state, 'runs')).map((name) => readFileSync(join(state, 'runs', name), 'utf8'));
    const everything = [
      first.output(),
      ...logs,
      readFileSync(join(state, 'dev/server.log'), 'utf8'),
      readFileSync(join(session, 'spec.json'), 'utf8'),
      execFileSync('ps', ['-ww', '-e', '-o', 'command='], { encoding: 'utf8' }),
    ].join('\n');
    expect(secrets()).toHaveLength(2);
    for (const secret of secrets()) {
      expect(secret).toMatch(/^[0-9a-f]{48}$/);
      expect(everything).not.toContain(secret);
    }
  });

  it('listens on this machine alone, and lets the pipeline read only', async () => {
    expect(serverIds()).toEqual([expect.stringContaining('--bind-address=127.0.0.1')]);
    const { hospitals } = JSON.parse(readFileSync(join(session, 'spec.json'), 'utf8'));
    const { host, port, user, database, passwordSecret } = hospitals[0].emr;
    expect(passwordSecret).toBe('rcm-dev-reader');
    const connection = await createConnection({ host, port, user, database, password: String(secrets()[1]) });
    await expect(connection.query('DELETE FROM patients')).rejects.toMatchObject({
      code: 'ER_TABLEACCESS_DENIED_ERROR',
    });
    await expect(connection.query('SELECT user FROM mysql.user')).rejects.toThrow();
    connection.destroy();
  });

  it('takes a changed row in when it is typed again in a second terminal', async () => {
    const second = shell(AGAIN.text);
    expect({ ended: await second.ended, output: second.output() }).toMatchObject({ ended: 0 });
    expect(second.output()).toContain('another process has started them');
    expect(second.output()).toMatch(/check\.hospital-a\.patients: done in [^\n]* 1 rows/);
    expect(second.output()).toContain('555-0100');
    expect(serverIds()).toHaveLength(1);
  });

  it('lets every other command work on its databases', async () => {
    const second = shell(OTHERS.text);
    expect({ ended: await second.ended, output: second.output() }).toMatchObject({ ended: 0 });
    expect(second.output()).toContain('Every total agrees');
  });

  it('stops the databases on Ctrl-C and removes the passwords', async () => {
    first.process.kill('SIGINT');
    expect(await first.ended).toBe(130);
    expect(existsSync(session)).toBe(false);
    await until('the server does not end', () => serverIds().length === 0);
  });

  it('ends what a killed one has left, and keeps the rows', async () => {
    first = shell(`exec ${START.text}`);
    await until('it does not begin its run', () => first.output().includes('begin: done'));
    const left = serverIds();
    first.process.kill('SIGKILL');
    await first.ended;
    expect(serverIds()).toEqual(left);
    const next = await rcm.run(['dev', '--env', 'sunrise-dev', '--once', '--json'], { cwd: project });
    expect({ ...next, stdout: '' }).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(next.stdout)).toMatchObject({ status: 'SUCCEEDED' });
    expect(next.stderr).toContain('left as they are');
    expect(next.stderr).not.toContain('another process');
    expect(serverIds()).toEqual([]);
    expect(existsSync(session)).toBe(false);
  });

  it('refuses an environment of production', async () => {
    const { exitCode, stderr } = await rcm.run(['dev', '--env', 'sunrise-prod'], { cwd: project });
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('prod environment') });
    expect(existsSync(join(project, '.rcm/sunrise-prod'))).toBe(false);
  });

  it('says by code that the server does not start, and where its log is', async () => {
    rmSync(join(state, 'dev/data/ibdata1'));
    writeFileSync(join(state, 'dev/data/ibdata1'), 'broken');
    const { exitCode, stderr } = await rcm.run(['dev', '--env', 'sunrise-dev', '--once'], { cwd: project });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/^DEV_SERVER_FAILED: .*server\.log/m),
    });
    expect(serverIds()).toEqual([]);
  });
});
