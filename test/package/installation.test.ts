import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What stands around the compiled programs: the command of a checkout, and what the image leaves out. */
const ROOT = join(__dirname, '..', '..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'installation-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, text = '') => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};

describe('./rcm', () => {
  const rcm = (...words: string[]) => spawnSync(join(folder, 'rcm'), words, { encoding: 'utf8', cwd: tmpdir() });
  beforeEach(() => copyFileSync(join(ROOT, 'rcm'), join(folder, 'rcm')));

  it('runs what was compiled beside it, from any folder, with every word as it is', () => {
    write('dist/cli/rcm.js', 'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 3;');
    const { status, stdout } = rcm('query', 'select *  from "a b"', '');
    expect([status, JSON.parse(stdout)]).toEqual([3, ['query', 'select *  from "a b"', '']]);
  });

  it('says what to do where nothing is compiled', () => {
    expect(rcm('run')).toMatchObject({ status: 2, stderr: expect.stringContaining('npm start') });
  });
});

describe('the production image', () => {
  it('has no generator of samples, no invented names and no source maps, and everything else', () => {
    const [gone, kept] = [
      [
        'node_modules/@faker-js/faker/index.js',
        'dist/sample/write.js',
        'dist/cli/rcm.js.map',
        'node_modules/zod/a/b.map',
      ],
      ['node_modules/zod/index.js', 'dist/cli/rcm.js', 'dist/cli/map.js'],
    ];
    for (const file of [...gone, ...kept]) write(file);
    expect(spawnSync(process.execPath, [join(ROOT, 'scripts/production.mjs'), folder]).status).toBe(0);
    expect([...gone, ...kept].filter((file) => existsSync(join(folder, file)))).toEqual(kept);
  });

  it('is built with that', () => {
    const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
    expect(text).toContain('npm prune --omit=dev --omit=peer && node scripts/production.mjs .');
    expect(text).not.toContain('dist/sample');
  });
});
