// Which test files `npm run test:long` runs: those that take their number of runs from test/long-runs.ts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['cli', 'compliance', 'constructs', 'jobs', 'model', 'sample', 'stacks', 'test'];

/** Their paths under `root`. */
export function filesWithLongRuns(root) {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => join(folder, name)),
  ).filter((path) => /from '.*\/long-runs'/.test(readFileSync(join(root, path), 'utf8')));
}
