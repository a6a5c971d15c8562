import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { makeTemporaryFolder, removeLeftFolders, removeTemporaryFolder, TEMPORARY_FOLDERS } from './temporary-folders';

const BEGINNINGS = Object.values(TEMPORARY_FOLDERS);
let within: string;
beforeEach(() => {
  within = mkdtempSync(join(tmpdir(), 'temporary-'));
});
afterEach(() => rmSync(within, { recursive: true, force: true }));

function left(name: string, hoursAgo = 0): void {
  mkdirSync(join(within, name));
  writeFileSync(join(within, name, 'file'), 'x');
  const at = new Date(Date.now() - hoursAgo * 3_600_000);
  utimesSync(join(within, name), at, at);
}

it('are of this user alone, and say whose they are', async () => {
  const path = await makeTemporaryFolder('load', within);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  expect(basename(path)).toMatch(new RegExp(`^\\.load-${process.pid}-.+`));
  await removeTemporaryFolder(path);
  expect(existsSync(path)).toBe(false);
});

it('of dead processes are removed at once, those of living ones and others not', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  for (const beginning of BEGINNINGS) {
    left(`${beginning}${pid}-dead`);
    left(`${beginning}${process.pid}-alive`);
  }
  left(`other-${pid}-dead`);
  await removeLeftFolders(within);
  expect(readdirSync(within).sort()).toEqual(
    [...BEGINNINGS.map((beginning) => `${beginning}${process.pid}-alive`), `other-${pid}-dead`].sort(),
  );
});

it('are removed after a day, whatever they are called', async () => {
  for (const beginning of BEGINNINGS) left(`${beginning}old`, 25);
  left(`rcm-inbox-${process.pid}-old`, 25);
  left('rcm-inbox-new', 23);
  left('other-old', 25);
  await removeLeftFolders(within);
  expect(readdirSync(within).sort()).toEqual(['other-old', 'rcm-inbox-new']);
  await removeLeftFolders(join(within, 'nowhere'));
});
