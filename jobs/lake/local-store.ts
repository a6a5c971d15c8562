import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, link, mkdir, open, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, parse, relative, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { JobError } from '../errors';
import { contentHash } from './content-hash';
import { checkedKey } from './object-key';
import type { ObjectStore, StoredObject } from './object-store';

/** Begins the names of files that are being written; listings leave them out. */
export const UNFINISHED = '.unfinished-';
/** Permissions of a file that only this user may read. */
const OWNER = 0o600;

/** A bucket as a folder. Objects are files, readable by this user alone; a write is a rename, so a reader never sees half an object. */
export class LocalStore implements ObjectStore {
  private readonly root: string;

  /** @param root created with the first object. */
  constructor(root: string) {
    this.root = resolve(root);
  }

  async list(prefix: string): Promise<StoredObject[]> {
    checkedKey(prefix);
    // A prefix may end within a name: what is before its last slash is a folder.
    const folder = join(this.root, prefix.slice(0, prefix.lastIndexOf('/') + 1));
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(missingIsEmpty);
    const found: StoredObject[] = [];
    for (const entry of entries) {
      if (!entry.isFile() || entry.name.startsWith(UNFINISHED)) continue;
      const path = join(entry.parentPath, entry.name);
      const key = relative(this.root, path).replaceAll(sep, '/');
      if (!key.startsWith(prefix)) continue;
      const { size, mtime } = await stat(path);
      found.push({ key, bytes: size, modifiedAt: mtime.toISOString() });
    }
    return found.sort((left, right) => (left.key < right.key ? -1 : 1));
  }

  async read(key: string): Promise<Readable> {
    // Opened first: a stream would report a missing file only while it is read.
    const file = await open(this.uri(key)).catch(missingObject);
    if (!(await file.stat()).isFile()) {
      await file.close();
      throw new JobError('OBJECT_MISSING', 'the object is not there');
    }
    return createReadStream('', { fd: file });
  }

  async readText(key: string): Promise<string> {
    return readFile(this.uri(key), 'utf8').catch(missingObject);
  }

  writeText(key: string, text: string): Promise<void> {
    return this.replace(key, (path) => writeFile(path, text, { mode: OWNER }));
  }

  writeFile(key: string, source: string): Promise<void> {
    // Not copyFile(): it gives the copy the permissions of the file.
    const copy = (path: string) => pipeline(createReadStream(source), createWriteStream(path, { mode: OWNER }));
    return this.replace(key, copy);
  }

  async exists(key: string): Promise<boolean> {
    return stat(this.uri(key)).then(
      (found) => found.isFile(),
      () => false,
    );
  }

  async copy(key: string, to: ObjectStore, toKey: string): Promise<void> {
    if (!(await this.exists(key))) throw new JobError('OBJECT_MISSING', 'the object to copy is not there');
    await to.writeFile(toKey, this.uri(key));
  }

  async move(key: string, to: ObjectStore, toKey: string, sha256: string): Promise<boolean> {
    if (!(to instanceof LocalStore)) throw new Error('a folder is moved to a folder only');
    if ((await contentHash(await this.read(key))) !== sha256) return false;
    const [from, target] = [this.uri(key), to.uri(toKey)];
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const isKept = await to.exists(toKey);
    // Move the file out of the sender's reach, then check it again: a file that arrives in between is never deleted unread.
    const taken = isKept ? unfinishedBeside(target) : target;
    await rename(from, taken).catch(missingObject);
    // The sender's permissions came with it. Where the file is another user's they stay; its folder is closed.
    await chmod(taken, OWNER).catch(() => {});
    if ((await contentHash(createReadStream(taken))) !== sha256) {
      await putBack(taken, from);
      return false;
    }
    if (isKept) await rm(taken);
    else await utimes(taken, new Date(), new Date());
    return true;
  }

  async delete(key: string): Promise<void> {
    await rm(this.uri(key), { force: true });
  }

  async deletePrefix(prefix: string): Promise<void> {
    const isFolder = prefix.endsWith('/');
    for (const { key } of await this.list(prefix)) await rm(join(this.root, key), { force: true });
    if (isFolder) await rm(join(this.root, prefix), { recursive: true, force: true });
  }

  uri(key: string): string {
    return join(this.root, checkedKey(key));
  }

  private async replace(key: string, write: (path: string) => Promise<void>): Promise<void> {
    const path = this.uri(key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    // In the same folder: a rename between file systems is a copy, and a reader could see half of it.
    const unfinished = unfinishedBeside(path);
    try {
      await write(unfinished);
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }
}

function unfinishedBeside(path: string): string {
  return join(dirname(path), `${UNFINISHED}${randomBytes(6).toString('hex')}`);
}

/** Under its own name, or beside it when the sender has used that again. */
async function putBack(taken: string, path: string): Promise<void> {
  const { dir, name, ext } = parse(path);
  const beside = join(dir, `${name}-${randomBytes(6).toString('hex')}${ext}`);
  await link(taken, path).catch(() => link(taken, beside));
  await rm(taken);
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}

function missingObject(error: unknown): never {
  // The key may be a sender's file name, which can hold names of people: the error leaves it out.
  if (isMissing(error)) throw new JobError('OBJECT_MISSING', 'the object is not there');
  throw error;
}

function missingIsEmpty(error: unknown): [] {
  if (isMissing(error)) return [];
  throw error;
}
