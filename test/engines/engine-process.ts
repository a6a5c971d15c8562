import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const KEEPER = join(__dirname, 'keeper.mjs');
const POLL_MILLISECONDS = 50;

/** What is needed to run a server for tests. */
export interface EngineProcessOptions {
  /** Shown in errors, e.g. `MariaDB`. */
  readonly title: string;
  /** Working folder with everything the server writes, from `engineFolder`. Removed when the server has ended. */
  readonly folder: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Asks the server to end. @default SIGTERM */
  readonly endSignal?: NodeJS.Signals;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the server answers; called until it does. A rejection counts as "not yet". */
  readonly ready: () => Promise<boolean>;
  /** @default 60 */
  readonly timeoutSeconds?: number;
}

/** A running server. It also ends when the process that started it ends, however that happens. */
export interface EngineProcess {
  /** Ends the server and removes its folder; resolves when both are done. A second call does nothing more. */
  stop(): Promise<void>;
}

/** A new folder of its own for one server, outside the checkout. */
export function engineFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `rcm-${name}-`));
}

/** `prefix` and a random part, for databases, datasets and buckets: test files that share a server do not meet. */
export function uniqueName(prefix: string): string {
  return `${prefix}${randomBytes(5).toString('hex')}`;
}

/** Ports of 127.0.0.1 that are free now, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<Server>((resolve, reject) => {
        server.once('error', reject).listen(0, '127.0.0.1', () => resolve(server));
      });
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');
    return address.port;
  });
  // Closed together, after all are known: closed one by one, the next could be given the same port.
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/**
 * Starts a server and waits until it answers.
 * @throws Error if it ends before it answers (its log is on stderr then), or does not answer in time.
 */
export async function startEngineProcess(options: EngineProcessOptions): Promise<EngineProcess> {
  const { title, folder, command, args, endSignal = 'SIGTERM', env, ready, timeoutSeconds = 60 } = options;
  const keeper = spawn(process.execPath, [KEEPER, endSignal, folder, command, ...args], {
    env: { ...process.env, ...env },
    // A group of its own: Ctrl-C reaches the tests first, the server lives until they have let go of it.
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  let ended = false;
  const exit = new Promise<void>((resolve) => {
    const finish = () => {
      ended = true;
      resolve();
    };
    keeper.once('exit', finish).once('error', finish);
  });
  // A forgotten stop() must not keep the test process alive; the keeper notices its end.
  keeper.unref();
  const stop = async () => {
    keeper.ref();
    keeper.stdin.end();
    await exit;
  };

  const deadline = Date.now() + timeoutSeconds * 1000;
  while (!(await ready().catch(() => false))) {
    if (ended) throw new Error(`${title} ended before it answered`);
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`${title} did not answer within ${timeoutSeconds} s`);
    }
    await sleep(POLL_MILLISECONDS);
  }
  return { stop };
}
