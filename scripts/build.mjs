// Compiles every TypeScript file to dist/, file by file: nothing interprets TypeScript at run time, and a stack trace names the source file.
import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The dashboard's half that runs in the browser: bundled, so that the page needs no server. */
const BROWSER = join('jobs', 'reports', 'client');
const ROOMS = ['cli', 'compliance', 'constructs', 'environments', 'jobs', 'model', 'sample', 'stacks'];
/** Tests, their fixtures, and the examples of the documentation: they stay out of the package. */
const IS_TEST = /\.(test|fixture|example)\.ts$/;

/** Every source file of a room. */
function sources(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !IS_TEST.test(entry.name))
    .filter((entry) => !entry.parentPath.endsWith(BROWSER))
    .map((entry) => join(entry.parentPath, entry.name));
}

const started = Date.now();
const entryPoints = [join(root, 'main.ts'), ...ROOMS.flatMap(sources)];
rmSync(join(root, 'dist'), { recursive: true, force: true });
await build({
  entryPoints,
  outdir: join(root, 'dist'),
  outbase: root,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  logLevel: 'error',
  // `import()` of our own files becomes a require at run time: Node's own import needs file endings, which ours lack.
  supported: { 'dynamic-import': false },
});
// npm makes the command executable when it links it; a rebuilt file would lose that, and `npx rcm` would fail.
chmodSync(join(root, 'dist/cli/rcm.js'), 0o755);
await build({
  entryPoints: ['dashboard.ts', 'dashboard.css'].map((file) => join(root, BROWSER, file)),
  outdir: join(root, 'dist', BROWSER),
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  legalComments: 'inline',
  logLevel: 'error',
});
process.stderr.write(`built ${entryPoints.length} files in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
