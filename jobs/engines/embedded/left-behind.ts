import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UNFINISHED } from '../../lake/local-store';
import { manifestKey } from '../../lake/manifest';
import { removeLeftFolders } from '../../lake/temporary-folders';
import { localFolders } from './local-folders';

/**
 * Removes what processes that died have left in a state folder and in the system's folder for temporary files: rows that were being read or
 * landed, what the warehouse had spilled, and half-written reports. Landings with a manifest are complete, and stay for a resumed run.
 * Call it while the warehouse is open: its lock says that no other process is writing. Never throws: a failed clean-up must not stop a run.
 */
export async function removeLeftBehind(folder: string): Promise<void> {
  const { warehouse, landing, reports } = localFolders(folder);
  await removeLeftFolders();
  await removeLeftFolders(dirname(warehouse));
  for (const run of await runFolders(landing)) if (!(await isComplete(run))) await remove(run);
  for (const name of await namesIn(reports)) if (name.startsWith(UNFINISHED)) await remove(join(reports, name));
}

/** `<landing>/<hospital>/<table>/run=<id>` */
async function runFolders(landing: string): Promise<string[]> {
  let folders = [landing];
  for (let depth = 0; depth < 3; depth++) {
    const inside = folders.map(async (folder) => (await namesIn(folder)).map((name) => join(folder, name)));
    folders = (await Promise.all(inside)).flat();
  }
  return folders;
}

async function isComplete(run: string): Promise<boolean> {
  return (await namesIn(run)).includes(manifestKey(''));
}

const namesIn = (folder: string) => readdir(folder).catch((): string[] => []);
const remove = (path: string) => rm(path, { recursive: true, force: true }).catch(() => {});
