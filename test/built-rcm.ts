import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '..');
/** The rooms that the command is built from: it runs without Terraform. */
export const ROOMS = ['cli', 'compliance', 'jobs', 'model', 'sample'];
/** The dashboard's half that runs in the browser is bundled by the real build; no command of a test shows it. */
const BROWSER = join('jobs', 'reports', 'client');
/** Ignored by git, and inside the package, so that the compiled files find their packages and the dashboard. */
const CACHE = join(ROOT, '.rcm/.test-builds');

/** What a command line came to. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The `rcm` command, compiled for one test file. */
export interface BuiltRcm {
  /** The compiled entry, for measuring. */
  readonly program: string;
  /** @param options.input what its stdin has. @default nothing */
  run(
    words: readonly string[],
    options?: { cwd?: string; env?: Record<string, string>; input?: string },
  ): Promise<Outcome>;
  remove(): void;
}

/**
 * Compiles the command as `npm run build` does, in a folder of its own: nothing depends on the state of `dist/`. Half a second.
 * @param root the project, or a copy of `ROOMS`.
 */
export function buildRcm(root = ROOT): BuiltRcm {
  mkdirSync(CACHE, { recursive: true });
  const outdir = mkdtempSync(join(CACHE, 'rcm-'));
  const entryPoints = ROOMS.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
      .filter((entry) => !entry.parentPath.endsWith(BROWSER))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  buildSync({
    ...{ entryPoints, outdir, outbase: root, format: 'cjs', platform: 'node', target: 'node20', logLevel: 'error' },
    // As scripts/build.mjs: `import()` of our own files becomes a require, which needs no file ending.
    supported: { 'dynamic-import': false },
  });
  const program = join(outdir, 'cli/rcm.js');
  const run: BuiltRcm['run'] = (words, { cwd = ROOT, env = {}, input = '' } = {}) =>
    new Promise((done) => {
      const { RCM_ENV: _, RCM_SPEC: __, RCM_DEBUG: ___, ...inherited } = process.env;
      // Unless a test says otherwise, the program calls itself what the pages call it.
      const options = { cwd, env: { ...inherited, RCM_PROGRAM: 'rcm', ...env }, maxBuffer: 64 * 1024 * 1024 };
      const child = execFile(process.execPath, [program, ...words], options, (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        done({ exitCode, stdout, stderr });
      });
      // A command that does not read it may end first.
      child.stdin?.on('error', () => {}).end(input);
    });
  return { program, run, remove: () => rmSync(outdir, { recursive: true, force: true }) };
}
