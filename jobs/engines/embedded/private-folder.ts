import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** Permissions of everybody but the owner. */
const OTHERS = 0o077;

/**
 * Makes the state folder of an environment this user's alone: it holds PHI. A folder that exists already is closed to others.
 * From here on the same goes for every file that this process makes, also those that an engine makes without asking: write-ahead logs, spilled rows.
 */
export function openPrivateFolder(folder: string): void {
  // A thread has no permissions of its own to set; the folder protects what it writes.
  if (isMainThread) process.umask(OTHERS);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { mode } = statSync(folder);
  if ((mode & OTHERS) !== 0) chmodSync(folder, mode & 0o700);
}
