import { existsSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError } from '../errors/command-error';
import { UsageError } from '../errors/usage-error';
import { shownPath } from '../output/shown-path';

/**
 * Writes the files into the folder, which may hold others.
 * @throws CommandError `PROJECT_FILE_EXISTS`, and then nothing is written; UsageError where no folder can be made
 */
export function writeProject(folder: string, files: ReadonlyMap<string, string>): void {
  const taken = [...files.keys()].filter((path) => isTaken(folder, path));
  if (taken.length > 0) throw new CommandError('PROJECT_FILE_EXISTS', `${taken.join(', ')}; nothing was written`);
  for (const [path, text] of files) {
    const file = join(folder, path);
    makeFolder(dirname(file));
    // Fails where somebody has made the file since, and does not follow a link.
    writeFileSync(file, text, { flag: 'wx' });
  }
}

/** With the folders above it. One by one: below /proc a recursive mkdir of Node does not end. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    throw new UsageError(
      `In ${shownPath(folder)} a folder cannot be made: ${(error as NodeJS.ErrnoException).code}`,
      'Name a folder in a place where you may write, and no link that leads nowhere: rcm init FOLDER.',
    );
  }
}

/** Whether something is there, or a file where one of its folders should be. */
function isTaken(folder: string, path: string): boolean {
  const stats = (of: string) => {
    try {
      return lstatSync(of);
    } catch {
      return undefined;
    }
  };
  const parents = path.split('/').map((_, index, parts) => join(folder, ...parts.slice(0, index)));
  return stats(join(folder, path)) !== undefined || parents.some((each) => stats(each)?.isFile() === true);
}
