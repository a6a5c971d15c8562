import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A folder for one opening of a database: rows that do not fit in memory are written there. */
export interface SpillFolder {
  /** Absolute; null where nothing can be written: then everything must fit. */
  readonly path: string | null;
  remove(): Promise<void>;
}

/** Followed by the id of the process, so that the next one can see whose folder it is. */
const PREFIX = '.spill-';

/**
 * Makes a folder beside the database that only this user can read. Each opening has its own: readers side by side would overwrite each other's files.
 * Removes those of processes that have ended without doing so: they hold PHI.
 */
export async function openSpillFolder(database: string): Promise<SpillFolder> {
  const within = dirname(database);
  await removeAbandoned(within);
  // A reader may have no right to write there, and a missing folder is the database's to report.
  const path = await mkdtemp(join(within, `${PREFIX}${process.pid}-`)).catch(() => null);
  const remove = async () => {
    if (path !== null) await rm(path, { recursive: true, force: true });
  };
  return { path, remove };
}

async function removeAbandoned(within: string): Promise<void> {
  for (const name of await readdir(within).catch(() => [])) {
    if (!name.startsWith(PREFIX) || isRunning(Number.parseInt(name.slice(PREFIX.length), 10))) continue;
    await rm(join(within, name), { recursive: true, force: true }).catch(() => {});
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // Another user's process exists as well.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
