// Brings node_modules in line with package-lock.json. Uses Node's own modules only: it runs before there are any others.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timed } from './progress.mjs';
import { runLogged } from './run-command.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const LOCK = join(root, 'package-lock.json');
const STAMP = join(root, 'node_modules/.rcm-lock-hash');
/** Written by npm itself at the end of every install: what node_modules holds. */
const INSTALLED = join(root, 'node_modules/.package-lock.json');

/** The oldest Node that can `require` the ECMAScript modules among our dependencies. Keep equal to `engines` in package.json. */
const OLDEST_NODE = [20, 19];

/** Ends the process with one sentence if this Node is too old. */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  process.stderr.write(
    `This is Node ${version}; rcm-platform needs Node ${OLDEST_NODE.join('.')} or newer: https://nodejs.org\n`,
  );
  process.exit(1);
}

/** Whether node_modules already matches the lock file, e.g. after an `npm install` by hand, so that it can stay. */
function matchesLock(lockText) {
  if (!existsSync(INSTALLED)) return false;
  const { '': _project, ...wanted } = JSON.parse(lockText).packages;
  const present = JSON.parse(readFileSync(INSTALLED, 'utf8')).packages;
  // Optional packages for other systems are in the lock file but never on this disk.
  const missing = Object.keys(wanted).filter(
    (path) => !present[path] && !wanted[path].optional && !wanted[path].devOptional,
  );
  const different = Object.keys(present).filter((path) => present[path].integrity !== wanted[path]?.integrity);
  return missing.length === 0 && different.length === 0;
}

/** Installs the locked packages unless they are installed. */
export async function install() {
  requireNode();
  const lockText = readFileSync(LOCK, 'utf8');
  const hash = createHash('sha256').update(lockText).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  if (!matchesLock(lockText)) {
    await timed('packages (npm ci)', () =>
      runLogged('npm', ['ci', '--no-audit', '--no-fund'], {
        cwd: root,
        logFile: join(root, '.engines/log/npm-ci.log'),
      }),
    );
  }
  writeFileSync(STAMP, hash);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await install();
    process.stderr.write('packages: ready\n');
  } catch (error) {
    process.stderr.write(`packages: not installed. ${error.message}\n`);
    process.exit(1);
  }
}
