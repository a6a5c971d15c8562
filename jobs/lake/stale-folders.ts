import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Beginnings of the names of folders for rows on their way; each is removed by who made it, unless the process is killed. */
export const TEMPORARY_FOLDERS = { inbox: 'rcm-inbox-', landing: 'rcm-landing-' } as const;

/** No step takes this long, in milliseconds. */
const STALE_AFTER = 86_400_000;

/**
 * Removes what killed processes of this user left behind more than a day ago: those folders hold PHI.
 * Never throws: tidying is no reason for a step to fail.
 * @param within @default the folder of the system for temporary files
 */
export async function removeStaleFolders(within = tmpdir(), now = Date.now()): Promise<void> {
  const beginnings = Object.values(TEMPORARY_FOLDERS);
  const { uid } = userInfo();
  for (const name of await readdir(within).catch(() => [])) {
    if (!beginnings.some((beginning) => name.startsWith(beginning))) continue;
    const path = join(within, name);
    const found = await stat(path).catch(() => null);
    if (!found?.isDirectory() || found.uid !== uid || now - found.mtimeMs < STALE_AFTER) continue;
    await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}
