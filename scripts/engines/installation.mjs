// Where the engines are kept, and when one that is there may be used as it is.
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { note } from '../progress.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, '.engines');
/** Ignored by git. Delete it to install everything again. It may be a link: checkouts of one machine can share their engines. */
export const ENGINES = existsSync(folder) ? realpathSync(folder) : folder;

export const logFile = (name) => join(ENGINES, 'log', `${name}.log`);
const stampFile = (name) => join(ENGINES, `${name}.stamp`);

/** A short digest of everything that decides what is installed: files' contents and plain strings. */
export function pinsOf(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(existsSync(part) ? readFileSync(part) : part).update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** Whether `name` was completely installed from exactly these pins. The stamp is written last, so half an installation has none. */
export function isInstalled(name, pins) {
  return existsSync(stampFile(name)) && readFileSync(stampFile(name), 'utf8') === pins;
}

/** Installs from scratch: removes the stamp first, writes it when `work` is through. */
export async function installFresh(name, pins, work) {
  rmSync(stampFile(name), { force: true });
  await work();
  writeFileSync(stampFile(name), pins);
}

/** Folders where servers live but which are not on every user's PATH. */
const SYSTEM_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin', '/usr/local/bin'];

/** The full path of the first of these programs that can be run, or undefined. */
export function findProgram(...names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...SYSTEM_FOLDERS];
  for (const name of names) {
    for (const path of name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name))) {
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here: look in the next folder.
      }
    }
  }
  return undefined;
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Lets one process at a time install into this checkout; a lock whose owner has died is taken over. */
export async function withInstallLock(work) {
  mkdirSync(ENGINES, { recursive: true });
  const lock = join(ENGINES, 'install.lock');
  for (let waited = 0; ; waited += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const owner = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : 0);
      if (waited === 0 && owner) note(`process ${owner} is installing engines here; waiting for it`);
      // An empty file is a lock being written this instant; it gets one second.
      if ((owner && !isAlive(owner)) || (!owner && waited > 0)) rmSync(lock, { force: true });
      else await sleep(1000);
    }
  }
  const release = () => rmSync(lock, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    release();
  }
}
