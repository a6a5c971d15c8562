// How the scripts start other programs: either shown on the terminal, or quiet with the output kept in a log file.
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname } from 'node:path';

const running = new Set();
/** Process groups by the id of their first process. */
const groups = new Set();

// A terminal's Ctrl-C reaches the children by itself; a `kill` of this process alone does not.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    for (const pid of groups) process.kill(-pid, signal);
    process.exit(128 + constants.signals[signal]);
  });
}

function started(child) {
  running.add(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  }).finally(() => running.delete(child));
}

/** Runs a program on this terminal. Resolves to its exit code, 128 + signal number if a signal ended it. */
export function runShown(command, args, { cwd, env } = {}) {
  return started(
    spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] }),
  );
}

/**
 * Starts a program on this terminal in a process group of its own, so that all it has started can be ended with it.
 * @returns its process id, and `exit`, which resolves to its exit code, 128 + signal number if a signal ended it.
 */
export function startGroup(command, args, { cwd, env } = {}) {
  const child = spawn(command, args, {
    ...{ cwd, env: { ...process.env, ...env }, detached: true, stdio: ['ignore', 'inherit', 'inherit'] },
  });
  groups.add(child.pid);
  const exit = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  }).finally(() => groups.delete(child.pid));
  return { pid: child.pid, exit };
}

/**
 * Runs a program quietly; what it prints is appended to `logFile`.
 * Rejects if it cannot be started or exits other than 0, with the last lines it printed in the message.
 */
export async function runLogged(command, args, { cwd, env, logFile }) {
  mkdirSync(dirname(logFile), { recursive: true });
  writeFileSync(logFile, `$ ${[command, ...args].join(' ')}\n`, { flag: 'a' });
  const before = readFileSync(logFile).length;
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => appendFileSync(logFile, bytes));
  const code = await started(child);
  if (code === 0) return;
  const printed = readFileSync(logFile).subarray(before).toString().trimEnd().split('\n');
  throw new Error(`${command} ended with exit code ${code} (log: ${logFile})\n${printed.slice(-25).join('\n')}`);
}

/** What a program prints on stdout, trimmed; undefined if it cannot be run or exits other than 0. */
export async function outputOf(command, args, { cwd, env } = {}) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
  const printed = [];
  child.stdout.on('data', (bytes) => printed.push(bytes));
  const code = await started(child).catch(() => -1);
  return code === 0 ? Buffer.concat(printed).toString().trim() : undefined;
}
