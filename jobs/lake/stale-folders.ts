import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Prefixes of temporary folders that hold rows. The process that makes a folder removes it, unless the process is killed. */
export const TEMPORARY_FOLDERS = { inbox: 'rcm-inbox-', landing: 'rcm-landing-' } as const;

/** Longer than any step takes, in milliseconds. */
const STALE_AFTER = 86_400_000;

/**
 * Removes what killed processes of this user left behind more than a day ago: those folders hold PHI.
 * Never throws: a failed clean-up must not fail a step.
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
