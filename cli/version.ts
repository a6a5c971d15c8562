import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from './environment/package-folder';

/** `0.1.0`, in a checkout with its commit: `0.1.0 (commit 1f2e3d4c5b6a)`. */
export function versionText(): string {
  const root = packageFolder();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const commit = existsSync(join(root, '.git')) ? commitOf(root) : null;
  return commit === null ? version : `${version} (commit ${commit})`;
}

/** null: git is not here, or has no commit. */
function commitOf(root: string): string | null {
  try {
    const words = ['-C', root, 'rev-parse', '--short=12', 'HEAD'];
    return execFileSync('git', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}
