// Runs jest, and ends it whatever happens: a test file that takes too long, a project that takes too long, a jest that does not end.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { note } from '../progress.mjs';
import { startGroup } from '../run-command.mjs';
import { descendantsOf, signalProcess } from './process-tree.mjs';
import { readSuiteLog } from './suite-log.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const JEST = join(root, 'node_modules/jest/bin/jest.js');
const REPORTER = join(root, 'scripts/tests/suite-reporter.mjs');
const LOOK_EVERY_MILLISECONDS = 1000;

/**
 * Runs jest in a process group of its own.
 * A test file over its limit is ended with everything it has started, and jest continues with the next. A run over its limit is ended.
 * When this resolves, nothing is left of the group.
 * @param options.args of jest.
 * @param options.log where the run is written down, see suite-log.mjs.
 * @param options.limits in seconds: `suite`, `project`, `ending` and `grace`, see limits.mjs.
 * @returns jest's exit code, or 1 where it was ended, and what the log says, see readSuiteLog.
 */
export async function runJest({ cwd = root, args, log, limits }) {
  mkdirSync(dirname(log), { recursive: true });
  rmSync(log, { force: true });
  const reporters = ['--reporters=default', `--reporters=${REPORTER}`];
  // A folder for temporary files that no other process writes to or tidies up.
  const temporary = mkdtempSync(join(tmpdir(), 'rcm-tests-'));
  // Another user may pass through it, not list it: a test that looks as another user for open files must reach those below.
  chmodSync(temporary, 0o711);
  const env = { RCM_SUITE_LOG: log, RCM_SUITE_ROOT: cwd, TMPDIR: temporary };
  const jest = startGroup(process.execPath, [JEST, ...reporters, ...args], { cwd, env });
  let code;
  jest.exit.then((ended) => {
    code = ended;
  });
  const look = watchFiles({ jest, log, limits, cwd });
  let reason;
  while (code === undefined && !reason) {
    reason = await look();
    if (reason) note(`${reason}: the run was ended`);
    else await Promise.race([jest.exit, sleep(LOOK_EVERY_MILLISECONDS)]);
  }
  await endGroup(jest.pid, limits.grace);
  rmSync(temporary, { recursive: true, force: true });
  return { code: reason ? 1 : code, ...readSuiteLog(log) };
}

/** @returns a function that looks once and ends the test files that take too long; it returns a reason to end the whole run. */
function watchFiles({ jest, log, limits, cwd }) {
  const startedAt = Date.now();
  /** By process of a test file: the processes that it was seen to have started. */
  const started = new Map();
  const killed = new Set();
  const over = (since, seconds) => since !== undefined && Date.now() - since > seconds * 1000;
  const endStarted = (pid) => {
    // The keeper of an engine takes SIGTERM to stop its server and to remove its folder.
    for (const child of started.get(pid) ?? []) signalProcess(child, 'SIGTERM');
    started.delete(pid);
  };

  return async () => {
    const run = readSuiteLog(log);
    const running = [...run.files].filter(([, { endedAt }]) => endedAt === undefined);
    // Where jest runs the files in its own process, the servers that all files share are among its descendants.
    const pids = running.map(([, { pid }]) => pid).filter((pid) => pid !== undefined && pid !== jest.pid);
    for (const pid of started.keys()) if (!pids.includes(pid)) endStarted(pid);
    for (const [pid, children] of await descendantsOf(pids)) started.set(pid, children);

    for (const [path, { startedAt: since, pid }] of running) {
      if (!over(since, limits.suite)) continue;
      const name = relative(cwd, path);
      if (!pids.includes(pid)) return `${name} took more than ${limits.suite} s`;
      if (!killed.has(pid)) note(`${name} took more than ${limits.suite} s: it was ended`);
      else if (over(since, limits.suite + limits.grace)) return `jest waits for ${name}, which was ended`;
      killed.add(pid);
      endStarted(pid);
      signalProcess(pid, 'SIGKILL');
    }
    if (over(startedAt, limits.project)) return `the tests took more than ${limits.project} s`;
    if (over(run.endedAt, limits.ending)) return `jest did not end within ${limits.ending} s of its last test`;
    return undefined;
  };
}

async function endGroup(pid, graceSeconds) {
  const deadline = Date.now() + graceSeconds * 1000;
  signalProcess(-pid, 'SIGTERM');
  while (signalProcess(-pid, 0) && Date.now() < deadline) await sleep(50);
  signalProcess(-pid, 'SIGKILL');
}
