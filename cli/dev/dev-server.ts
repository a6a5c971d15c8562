import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { secretVariable } from '../../jobs/secrets/environment';
import { CommandError } from '../errors/command-error';
import type { DevFolders } from './dev-folders';
import { DEV_HOST, DEV_USERS, writeUsers } from './dev-users';
import { findMariaDb, type MariaDbPrograms } from './find-mariadb';
import { commandOf, endProcess } from './process-command';

const run = promisify(execFile);
/** Milliseconds in which a server starts, or flushes its pages and ends. */
const STARTED_IN = 60_000;
const ENDED_IN = 10_000;
const POLL_MILLISECONDS = 50;

/** A server that runs. */
export interface DevServer {
  readonly port: number;
  /** Whether this process has started it. */
  readonly isOwn: boolean;
  /** Resolves when it has ended, which it does not by itself. Never, if another process has started it. */
  readonly ended: Promise<void>;
  /** Ends it, and removes its passwords; leaves a server alone that another process has started. */
  stop(): Promise<void>;
}

/** What `server.json` says. */
interface Running {
  readonly owner: number;
  readonly server: number;
  readonly port: number;
}

/**
 * The server of the environment: the one that another `rcm dev` has started, or a new one. Ends a server first whose `rcm dev` was killed. A new
 * one ends with this process, however that ends, except by SIGKILL.
 * @param hospitals ids; each gets a database
 * @throws CommandError `DEV_SERVER_MISSING`, `DEV_SERVER_FAILED`
 */
export async function openDevServer(folders: DevFolders, hospitals: readonly string[]): Promise<DevServer> {
  const running = readRunning(folders);
  if (running && isServer(folders, running.server)) {
    if (commandOf(running.owner) !== '') return lent(folders, running);
    await endProcess(running.server, () => isServer(folders, running.server), ENDED_IN);
  }
  return startServer(folders, hospitals);
}

function readRunning({ server }: DevFolders): Running | null {
  try {
    return JSON.parse(readFileSync(server, 'utf8')) as Running;
  } catch {
    return null;
  }
}

/** Whether the process is the server of this data folder. */
function isServer({ data }: DevFolders, pid: number): boolean {
  return commandOf(pid).includes(`--datadir=${data}`);
}

async function lent(folders: DevFolders, { server, port }: Running): Promise<DevServer> {
  const deadline = Date.now() + STARTED_IN;
  while (!existsSync(folders.spec) && isServer(folders, server) && Date.now() < deadline)
    await sleep(POLL_MILLISECONDS);
  if (!existsSync(folders.spec)) throw failed(folders, 'the server that another rcm dev starts is not ready');
  return { port, isOwn: false, ended: new Promise(() => {}), stop: async () => {} };
}

async function startServer(folders: DevFolders, hospitals: readonly string[]): Promise<DevServer> {
  const programs = findMariaDb();
  // What a killed one left.
  for (const left of [folders.session, folders.temporary]) rmSync(left, { recursive: true, force: true });
  for (const folder of [folders.dev, folders.session, folders.temporary])
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(folders.initialized)) await initialize(folders, programs);
  const port = await freePort();
  writeUsers(folders, port, hospitals);
  const log = openSync(folders.log, 'w', 0o600);
  const server = spawn(programs.server, options(folders, port), {
    cwd: folders.dev,
    // A group of its own: Ctrl-C is for this process, which ends the server.
    detached: true,
    stdio: ['ignore', log, log],
  });
  let isEnded = false;
  const ended = new Promise<void>((done) => {
    server.once('error', () => done()).once('exit', () => done());
  }).then(() => {
    isEnded = true;
  });
  const running: Running = { owner: process.pid, server: server.pid ?? 0, port };
  writeFileSync(folders.server, JSON.stringify(running), { mode: 0o600 });
  const leave = () => {
    server.kill('SIGTERM');
    rmSync(folders.session, { recursive: true, force: true });
  };
  process.once('exit', leave);
  const stop = async () => {
    process.off('exit', leave);
    leave();
    await endProcess(running.server, () => !isEnded, ENDED_IN);
    await ended;
    rmSync(folders.server, { force: true });
  };
  const deadline = Date.now() + STARTED_IN;
  while (!(await answers(folders, port))) {
    if (!isEnded && Date.now() < deadline) {
      await sleep(POLL_MILLISECONDS);
      continue;
    }
    await stop();
    throw failed(folders, 'MariaDB has not started');
  }
  rmSync(folders.users);
  return { port, isOwn: true, ended, stop };
}

function options({ data, temporary, users, session }: DevFolders, port: number): string[] {
  return [
    // A server that root starts must name its user; for everybody else it is their own name.
    ...['--no-defaults', `--user=${userInfo().username}`, `--datadir=${data}`, `--tmpdir=${temporary}`],
    ...[`--init-file=${users}`, `--pid-file=${session}/server.pid`],
    // A socket's path may have 107 characters; a name alone is in the data folder.
    ...[
      `--port=${port}`,
      `--bind-address=${DEV_HOST}`,
      '--socket=server.sock',
      '--skip-name-resolve',
      '--skip-log-bin',
    ],
    ...['--local-infile=0', '--character-set-server=utf8mb4', '--default-time-zone=+00:00'],
    // Sample rows outlive the server, not a crash of the machine.
    ...['--innodb-flush-log-at-trx-commit=2', '--innodb-buffer-pool-size=128M'],
  ];
}

async function initialize(folders: DevFolders, { initialize: program }: MariaDbPrograms): Promise<void> {
  for (const left of [folders.data, folders.filled]) rmSync(left, { recursive: true, force: true });
  mkdirSync(folders.data, { mode: 0o700 });
  const words = ['--no-defaults', `--datadir=${folders.data}`, `--user=${userInfo().username}`];
  try {
    // No root user that a password opens: the owner and the reader are all there is.
    await run(program, [...words, '--auth-root-authentication-method=socket', '--skip-test-db', '--skip-name-resolve']);
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    writeFileSync(folders.log, `${stdout}\n${stderr}`, { mode: 0o600 });
    throw failed(folders, `${program} has made no data folder`);
  }
  writeFileSync(folders.initialized, '');
}

/** Whether the users have been made and may sign in. */
async function answers(folders: DevFolders, port: number): Promise<boolean> {
  const { createConnection } = await import('mysql2/promise');
  const secrets = JSON.parse(readFileSync(folders.secrets, 'utf8')) as Record<string, string>;
  const { user, secret } = DEV_USERS.reader;
  try {
    const password = secrets[secretVariable(secret)] ?? '';
    const connection = await createConnection({ host: DEV_HOST, port, user, password, connectTimeout: 1000 });
    connection.destroy();
    return true;
  } catch {
    return false;
  }
}

/** A port of this machine that is free now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, DEV_HOST, done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

function failed({ log }: DevFolders, detail: string): CommandError {
  return new CommandError('DEV_SERVER_FAILED', `${detail}; its log is ${log}`);
}
