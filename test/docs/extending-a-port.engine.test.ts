import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProject } from '../project-copy';
import { blocksOf, pageText } from './blocks';
import { applyEdit, editOf } from './edits';

/** Follows docs/extending-a-port.md to the letter in a copy of the project: writes its files, and runs what it says. */
const PAGE = 'docs/extending-a-port.md';
const ROOT = join(__dirname, '../..');
const MINUTES = 60_000;
jest.setTimeout(5 * MINUTES);

const temporary = mkdtempSync(join(tmpdir(), 'extended-'));
const project = join(temporary, 'project');
const edits = blocksOf(PAGE)
  .filter(({ info }) => info === 'diff')
  .map(editOf);
const paths = edits.map(({ file }) => file);

/** Runs a program of the copy. @returns what it says, in one text */
function run(...words: readonly string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: project, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}

const contract = (projectName: string, path: string, ...more: readonly string[]) =>
  run('node_modules/jest/bin/jest.js', '--selectProjects', projectName, '--verbose', '--runTestsByPath', path, ...more);

beforeAll(() => {
  copyProject(project);
  symlinkSync(join(ROOT, '.engines'), join(project, '.engines'));
  for (const edit of edits) applyEdit(edit, project);
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

it('the page lists every file that it writes, and no other', () => {
  const listed = [...pageText(PAGE).matchAll(/^\| `([^`]+\.ts)` \|/gm)].map((match) => match[1]);
  expect(listed).toEqual(paths);
  expect(paths.filter((path) => existsSync(join(ROOT, path)))).toEqual([
    ...['jobs/sources/files/formats/registry.ts', 'jobs/engines/registry.ts'],
  ]);
});

it('the files are formatted, and compile', () => {
  const lint = run('node_modules/@biomejs/biome/bin/biome', 'check', ...paths);
  expect({ ...lint, said: lint.status === 0 ? '' : lint.said }).toEqual({ status: 0, said: '' });
  const settings = {
    extends: './tsconfig.json',
    compilerOptions: { incremental: false, tsBuildInfoFile: null },
    include: paths,
  };
  writeFileSync(join(project, 'tsconfig.page.json'), JSON.stringify(settings));
  expect(run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.page.json')).toEqual({ status: 0, said: '' });
});

it('no import runs upward', () => {
  const { status, said } = run(
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'jobs',
  );
  expect({ status, said }).toMatchObject({ status: 0 });
});

it('the contract suite of file formats runs over the new member', () => {
  const { status, said } = contract('fast', 'jobs/sources/files/formats/format.contract.test.ts');
  expect({ status, said }).toMatchObject({ status: 0 });
  expect(said).toMatch(/file format jsonl\n(.*✓.*\n){10,}/);
});

it('the contract suite of engines runs over the new member', () => {
  const { status, said } = contract(
    'engines',
    'jobs/engines/engines.contract.engine.test.ts',
    '-t',
    'engines: scratch',
  );
  expect({ status, said }).toMatchObject({ status: 0 });
  expect(said).toMatch(/engines: scratch\n.*scratch\n(.*✓.*\n){6,}/);
});

it('the command line offers the new engines', () => {
  expect(run('scripts/build.mjs')).toMatchObject({ status: 0 });
  const { said } = run('dist/cli/rcm.js', 'run', '--help');
  expect(said.replaceAll(/\s+/g, ' ')).toContain(
    'scratch: DuckDB and a folder to throw away (choices: "embedded", "cloud", "scratch"',
  );
});
