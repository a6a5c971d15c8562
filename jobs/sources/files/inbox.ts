import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LandingManifest } from '../../lake/manifest';
import type { Lake, ObjectStore, StoredObject } from '../../lake/object-store';

/** Names that transfer programs give to files on their way. */
const UNFINISHED = /^[._]|\.(part|tmp|filepart)$/i;

/** Where a feed's files arrive, relative to the inbox. */
export function inboxPrefix(hospitalId: string, table: string): string {
  return `${hospitalId}/${table}/`;
}

/** Where a file is kept under its content hash, relative to the archive. */
export function archiveKey(hospitalId: string, table: string, sha256: string): string {
  return `${hospitalId}/${table}/${sha256}.csv`;
}

/** Files of a feed that have arrived whole, the oldest first; `.part`, `.tmp`, `.filepart`, `.x` and `_x` are still being written. */
export async function arrivedFiles(inbox: ObjectStore, hospitalId: string, table: string): Promise<StoredObject[]> {
  const objects = await inbox.list(inboxPrefix(hospitalId, table));
  return objects
    .filter(({ key }) => !key.endsWith('/') && !UNFINISHED.test(key.slice(key.lastIndexOf('/') + 1)))
    .sort((left, right) => compare(left.modifiedAt, right.modifiedAt) || compare(left.key, right.key));
}

const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/**
 * Moves the files of a landing to the archive, under their content hash; called once their rows are in bronze. May be called again.
 * A file that was replaced since it was read stays in the inbox: it is a new file, for the next run.
 * @returns files archived now, and files left because their content is another by now.
 */
export async function archiveFiles(
  manifest: Pick<LandingManifest, 'hospitalId' | 'table' | 'files'>,
  { inbox, archive }: Pick<Lake, 'inbox' | 'archive'>,
): Promise<{ archived: number; replaced: number }> {
  let [archived, replaced] = [0, 0];
  for (const { key, sha256 } of manifest.files) {
    if (!(await inbox.exists(key))) continue;
    if ((await contentHash(await inbox.read(key))) !== sha256) {
      replaced++;
      continue;
    }
    const target = archiveKey(manifest.hospitalId, manifest.table, sha256);
    if (!(await archive.exists(target))) await inbox.copy(key, archive, target);
    await inbox.delete(key);
    archived++;
  }
  return { archived, replaced };
}

/** A copy of an object on this machine, so that what is hashed is what is read. */
export interface FetchedFile {
  readonly sha256: string;
  readonly bytes: number;
  content(): AsyncIterable<Buffer>;
}

/** Fetches an object, hands it to `work`, and removes the copy whatever happens: it holds PHI. */
export async function withFetchedFile<Result>(
  store: ObjectStore,
  key: string,
  work: (file: FetchedFile) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'rcm-inbox-'));
  try {
    const path = join(folder, 'file');
    const hash = createHash('sha256');
    let bytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        bytes += chunk.length;
        done(null, chunk);
      },
    });
    await pipeline(await store.read(key), measure, createWriteStream(path, { mode: 0o600 }));
    return await work({ sha256: hash.digest('hex'), bytes, content: () => createReadStream(path) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function contentHash(content: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of content) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
