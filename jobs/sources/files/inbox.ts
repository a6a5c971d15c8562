import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type FeedPlace, folderOf, liesInPath } from '../../../model/feed-path';
import type { LandingManifest } from '../../lake/manifest';
import type { Lake, ObjectStore, StoredObject } from '../../lake/object-store';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../lake/temporary-folders';
import { arrival, packingOf } from './arrival';
import type { FileFormat } from './formats/format';

/** Where a feed's files arrive, relative to the inbox. */
export function inboxPrefix(hospitalId: string, table: string): string {
  return `${hospitalId}/${table}/`;
}

/** Where the archive keeps a feed's files. */
function archivePrefix(hospitalId: string, table: string): string {
  return `${hospitalId}/${table}/`;
}

/** Key of a file in the archive: its content hash, and its run too if the content came back after other files. */
function archiveKey(
  hospitalId: string,
  table: string,
  name: { sha256: string; runId?: string; extension: string },
): string {
  const { sha256, runId, extension } = name;
  return `${archivePrefix(hospitalId, table)}${sha256}${runId === undefined ? '' : `.${runId}`}.${extension}`;
}

/** What lies in a feed's folder. */
export interface ArrivedFiles {
  /** Files that have arrived whole, the oldest first. */
  readonly files: readonly StoredObject[];
  /** Objects that are left alone: still being written, or not files of the feed (see `arrival`). */
  readonly others: number;
}

/** Looks into a feed's folder for files of a format. */
export async function arrivedFiles(
  inbox: ObjectStore,
  place: FeedPlace,
  { extensions }: Pick<FileFormat, 'extensions'>,
): Promise<ArrivedFiles> {
  const prefix = folderOf(place);
  // Some programs show a folder as a key that ends with a slash.
  const objects = (await inbox.list(prefix)).filter(({ key }) => !key.endsWith('/') && liesInPath(key, place));
  const files = objects
    .filter(({ key }) => arrival(key.slice(prefix.length), extensions) === 'delivered')
    .sort((left, right) => compare(left.modifiedAt, right.modifiedAt) || byName(left.key, right.key));
  return { files, others: objects.length - files.length };
}

const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** Numbers in names by their value, so that `full_10` is newer than `full_9` where both arrived at one moment. Total: no two keys are equal. */
const naturally = new Intl.Collator('en', { numeric: true }).compare;
const byName = (left: string, right: string) => naturally(left, right) || compare(left, right);

/**
 * Moves the files of a landing to the archive, under their content hash; call it when their rows are in bronze. It may be called again.
 * A file that was replaced since it was read stays in the inbox: it is a new file, for the next run. Nothing in the archive is written twice.
 * @returns files archived now, and files left because their content has changed.
 */
export async function archiveFiles(
  { hospitalId, table, runId, files }: Pick<LandingManifest, 'hospitalId' | 'table' | 'runId' | 'files'>,
  { inbox, archive }: Pick<Lake, 'inbox' | 'archive'>,
  { extensions: [unpacked] }: Pick<FileFormat, 'extensions'>,
): Promise<{ archived: number; replaced: number }> {
  let [archived, replaced] = [0, 0];
  for (const { key, sha256, duplicate, loadedBy } of files) {
    if (!(await inbox.exists(key))) continue;
    const packing = packingOf(key);
    const extension = packing === null ? unpacked : `${unpacked}.${packing}`;
    const first = archiveKey(hospitalId, table, { sha256, extension });
    const isBack = !duplicate && (await archive.exists(first));
    const target = isBack ? archiveKey(hospitalId, table, { sha256, runId: loadedBy ?? runId, extension }) : first;
    if (await inbox.move(key, archive, target, sha256)) archived++;
    else replaced++;
  }
  return { archived, replaced };
}

/** A copy of an object on this machine, so that what is hashed is what is read. */
export interface FetchedFile {
  readonly sha256: string;
  readonly bytes: number;
  /** Of the copy. */
  readonly path: string;
}

/** Fetches an object, hands it to `work`, and removes the copy also after a failure: it holds PHI. */
export async function withFetchedFile<Result>(
  store: ObjectStore,
  key: string,
  work: (file: FetchedFile) => Promise<Result>,
): Promise<Result> {
  const folder = await makeTemporaryFolder('inbox');
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
    return await work({ sha256: hash.digest('hex'), bytes, path });
  } finally {
    await removeTemporaryFolder(folder);
  }
}
