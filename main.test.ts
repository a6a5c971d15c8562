import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

let folder: string;
let program: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'main-'));
  program = join(folder, 'main.js');
  // As it is built, but in one file: packages stay where they are.
  buildSync({
    entryPoints: [join(__dirname, 'main.ts')],
    bundle: true,
    platform: 'node',
    packages: 'external',
    outfile: program,
    logLevel: 'error',
  });
  writeFileSync(join(folder, 'package.json'), '{}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('ends with 2 and a list, without a stack trace and without having written, when an environment is unknown', () => {
  const outdir = join(folder, 'out');
  const { status, stderr } = spawnSync(process.execPath, [program], {
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_PATH: join(__dirname, 'node_modules'),
      CDKTF_OUTDIR: outdir,
      RCM_ENVIRONMENTS: 'sunset-dev,sunrise-dev',
    },
  });
  expect(stderr).toContain('there is no environment "sunset-dev"; there are sunrise-dev, sunrise-prod');
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(status).toBe(2);
  expect(readdirSync(outdir, { recursive: true })).toEqual(['stacks']);
});

it('is recompiled by every cdktf command, so that nothing older than the files is deployed', () => {
  const read = (file: string) => JSON.parse(readFileSync(join(__dirname, file), 'utf8'));
  const script = /^npm run --silent (\w+)$/.exec(read('cdktf.json').app)?.[1] ?? '';
  expect(read('package.json').scripts[script]).toMatch(/^node scripts\/build\.mjs && node dist\/main\.js$/);
});
