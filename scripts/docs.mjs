// `npm run docs`: writes every generated page, table and picture again. The tests that compare them write them when WRITE_DOCS=1.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';
import { runShown } from './run-command.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const ROOMS = ['cli', 'compliance', 'constructs', 'jobs', 'model', 'stacks', 'test'];

/** The test files that write something. */
const writers = ROOMS.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true })
    .map((file) => join(room, String(file)))
    .filter((file) => file.endsWith('.test.ts') && readFileSync(join(root, file), 'utf8').includes('WRITE_DOCS')),
);

await install();
const jest = ['node_modules/jest/bin/jest.js', '--selectProjects', 'fast', 'engines', '--runTestsByPath', ...writers];
process.exitCode = await runShown(process.execPath, jest, { cwd: root, env: { WRITE_DOCS: '1' } });
