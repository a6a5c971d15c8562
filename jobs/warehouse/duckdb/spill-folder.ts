import { dirname } from 'node:path';
import { makeTemporaryFolder, removeLeftFolders, removeTemporaryFolder } from '../../lake/temporary-folders';

/** A folder for one opening of a database: rows that do not fit in memory are written there. */
export interface SpillFolder {
  /** Absolute; null where nothing can be written: then everything must fit. */
  readonly path: string | null;
  remove(): Promise<void>;
}

/**
 * Makes a folder beside the database that only this user can read. Each opening has its own: readers side by side would overwrite each other's files.
 * Removes those of processes that have ended without doing so: they hold PHI.
 */
export async function openSpillFolder(database: string): Promise<SpillFolder> {
  const within = dirname(database);
  await removeLeftFolders(within);
  // A reader may have no right to write there, and a missing folder is the database's to report.
  const path = await makeTemporaryFolder('spill', within).catch(() => null);
  const remove = async () => {
    if (path !== null) await removeTemporaryFolder(path);
  };
  return { path, remove };
}
