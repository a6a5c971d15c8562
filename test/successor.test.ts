import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';

/**
 * cdktf was archived by its makers; cdktn continues it. The same source must synthesize the same under both, so that moving is a
 * change in package.json and no other.
 */
const ROOT = join(__dirname, '..');
const VERSIONS = { cdktf: '0.21.0', cdktn: '0.24.0' } as const;

/** Ignored by git, and inside the package, so that the compiled program finds its packages and the DAG. */
const CACHE = join(ROOT, '.rcm/.test-builds');

mkdirSync(CACHE, { recursive: true });
const folder = mkdtempSync(join(CACHE, 'successor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Output = Readonly<Record<string, unknown>>;

/** Every file that `main.ts` writes, read; with the versions that the stacks note. */
async function synthesizeUnder(name: keyof typeof VERSIONS): Promise<{ files: Output; versions: unknown[] }> {
  const outdir = join(folder, name);
  const hook = name === 'cdktn' ? ['--require', join(__dirname, 'rename-to-successor.cjs')] : [];
  const env = { ...process.env, CDKTF_OUTDIR: outdir, CDKTN_OUTDIR: outdir };
  await promisify(execFile)(process.execPath, [...hook, join(folder, 'main.js')], { cwd: ROOT, env });
  const versions: unknown[] = [];
  const files = readdirSync(outdir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => {
      const content = JSON.parse(readFileSync(path, 'utf8'));
      // In a stack's comment, and in the manifest beside the stacks.
      const note = content['//']?.metadata ?? (content.stacks ? content : {});
      if ('version' in note) {
        versions.push(note.version);
        delete note.version;
      }
      // The order of keys counts; cdktf alone breaks the line in an empty object.
      return [path.slice(outdir.length + 1), JSON.stringify(content, null, 1)];
    });
  return { files: Object.fromEntries(files), versions };
}

it('synthesizes the same JSON under cdktf and its successor', async () => {
  // As it is built, but in one file: packages stay where they are.
  buildSync({
    entryPoints: [join(ROOT, 'main.ts')],
    bundle: true,
    platform: 'node',
    packages: 'external',
    outfile: join(folder, 'main.js'),
    logLevel: 'error',
  });
  const [former, successor] = await Promise.all([synthesizeUnder('cdktf'), synthesizeUnder('cdktn')]);
  expect(Object.keys(former.files).length).toBeGreaterThan(20);
  expect([new Set(former.versions), new Set(successor.versions)]).toEqual([
    new Set([VERSIONS.cdktf]),
    new Set([VERSIONS.cdktn]),
  ]);
  expect(successor.files).toEqual(former.files);
});
