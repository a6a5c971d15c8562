import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's folder, whether this runs from the source or from `dist/`. @throws Error when there is no package.json above */
export function projectFolder(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`There is no package.json above ${__dirname}.`);
  }
}
