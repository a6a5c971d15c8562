import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/**
 * Beginnings of the names of temporary folders; the process's id follows. `inbox` and `landing` are in the system's folder for temporary files,
 * the others beside the local warehouse. They hold rows, but for two: `readers` the socket at which the process that writes the warehouse answers
 * readers, `wanted` nothing, while a process waits to write it.
 */
export const TEMPORARY_FOLDERS = {
  inbox: 'rcm-inbox-',
  landing: 'rcm-landing-',
  load: '.load-',
  known: '.known-',
  spill: '.spill-',
  readers: '.readers-',
  wanted: '.wanted-',
} as const;

/** A process of another machine or container may share the folder: its id says nothing here. Longer than any step takes, in milliseconds. */
const STALE_AFTER = 86_400_000;

/** Those of this process that are not removed yet. */
const own = new Set<string>();
let isWatching = false;

/**
 * Makes a folder for this user alone. It is gone when the process ends, also by `process.exit`; of a process that is killed, the next one
 * removes it.
 * @param within @default the folder of the system for temporary files
 * @returns its path, for `removeTemporaryFolder`
 */
export async function makeTemporaryFolder(kind: keyof typeof TEMPORARY_FOLDERS, within = tmpdir()): Promise<string> {
  if (!isWatching) process.once('exit', removeOwn);
  isWatching = true;
  const path = await mkdtemp(join(within, `${TEMPORARY_FOLDERS[kind]}${process.pid}-`));
  own.add(path);
  return path;
}

/** Removes a folder of this process with everything in it. */
export async function removeTemporaryFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  own.delete(path);
}

/** At the end of the process nothing else runs, so that nothing can be written into them again. */
function removeOwn(): void {
  for (const path of own) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // The next process removes it.
    }
  }
}

/**
 * Removes the temporary folders of this user whose process has died, and those that are older than a day: they hold PHI.
 * Never throws: a failed clean-up must not fail a step.
 * @param within @default the folder of the system for temporary files
 */
export async function removeLeftFolders(within = tmpdir(), now = Date.now()): Promise<void> {
  const { uid } = userInfo();
  for (const name of await readdir(within).catch(() => [])) {
    const beginning = Object.values(TEMPORARY_FOLDERS).find((each) => name.startsWith(each));
    if (beginning === undefined) continue;
    const path = join(within, name);
    const found = await stat(path).catch(() => null);
    if (!found?.isDirectory() || found.uid !== uid) continue;
    const [, process] = /^(\d+)-/.exec(name.slice(beginning.length)) ?? [];
    const isLeft = process !== undefined && !isAlive(Number(process));
    if (!isLeft && now - found.mtimeMs < STALE_AFTER) continue;
    await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

/** Whether a process of this machine has the id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and is another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
