import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MILLISECONDS = 50;

/** The command line of a process; empty if no process has this id, or if it has ended and waits for its parent. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // Not Linux, or no such process.
  }
  try {
    const words = ['-ww', '-p', String(pid), '-o', 'command='];
    return execFileSync('ps', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

/**
 * Ends a process, and kills it if it has not ended in time.
 * @param isIt whether the process of this id is still the one that is meant: another program may have got the id
 * @param milliseconds to wait before it is killed
 */
export async function endProcess(pid: number, isIt: () => boolean, milliseconds: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isIt()) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const deadline = Date.now() + milliseconds;
    while (isIt() && Date.now() < deadline) await sleep(POLL_MILLISECONDS);
  }
}
