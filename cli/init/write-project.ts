import { lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError } from '../errors/command-error';

/**
 * Writes the files into the folder, which may hold others.
 * @throws CommandError `PROJECT_FILE_EXISTS`, and then nothing is written
 */
export function writeProject(folder: string, files: ReadonlyMap<string, string>): void {
  const taken = [...files.keys()].filter((path) => isTaken(folder, path));
  if (taken.length > 0) throw new CommandError('PROJECT_FILE_EXISTS', `${taken.join(', ')}; nothing was written`);
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    // Fails where somebody has made the file since, and does not follow a link.
    writeFileSync(file, text, { flag: 'wx' });
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
