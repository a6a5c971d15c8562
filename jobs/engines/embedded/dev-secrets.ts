import { readFileSync } from 'node:fs';
import { localFolders } from './local-folders';

/**
 * Passwords of the databases that `rcm dev` runs now, by the variable that would hold each; none while it does not run. So every command of the
 * environment reads them, and no terminal needs a password.
 */
export function devSecrets(folder: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(localFolders(folder).devSecrets, 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}
