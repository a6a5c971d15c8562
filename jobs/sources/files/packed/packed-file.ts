import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { JobError } from '../../../errors';
import { arrival, packingOf } from '../arrival';
import type { DeliveredFile, FileFormat } from '../formats/format';
import { shownFile } from '../shown-file';
import { UnpackedBytes } from './unpack-limits';
import { ZipArchive } from './zip-archive';

/** A delivered file on this machine, packed or not. */
export interface LocalFile {
  readonly shownAs: string;
  readonly path: string;
  /** As it was delivered: its ending says how it is packed. */
  readonly name: string;
}

/**
 * The files of a format in a delivered file: itself, what a .gz holds, or the members of a .zip that have an ending of the format, by
 * their names. Nothing is written to a disk, and archives in archives are not opened.
 * @param onOther a member that is not a file of the format.
 * @throws JobError `FILE_ARCHIVE_INVALID`, `FILE_LIMIT_EXCEEDED`, `FILE_FORMAT_DIFFERS`
 */
export async function* filesIn(
  { name, path, shownAs }: LocalFile,
  { extensions }: Pick<FileFormat, 'extensions'>,
  onOther: () => void = () => {},
): AsyncGenerator<DeliveredFile> {
  const packing = packingOf(name);
  if (packing === null) {
    yield { shownAs, path, content: () => createReadStream(path) };
    return;
  }
  const { size } = await stat(path);
  if (size === 0) throw new JobError('FILE_EMPTY', `${shownAs} is empty`);
  const unpacked = new UnpackedBytes(size, shownAs);
  if (packing === 'gz') {
    yield { shownAs, content: () => gunzipped(path, unpacked, shownAs) };
    return;
  }
  const archive = await ZipArchive.open(path, unpacked, shownAs);
  try {
    let files = 0;
    for (const member of archive.members) {
      if (arrival(member.name, extensions) === 'delivered' && packingOf(member.name) === null) {
        files++;
        yield { shownAs: `${shownFile(member.name)} in ${shownAs}`, content: () => member.content() };
      } else onOther();
    }
    if (files === 0) {
      const what = `has ${archive.members.length} member(s) and none that ends with .${extensions.join(', .')}`;
      throw new JobError('FILE_FORMAT_DIFFERS', `${shownAs} ${what}`);
    }
  } finally {
    archive.close();
  }
}

async function* gunzipped(path: string, unpacked: UnpackedBytes, shownAs: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const gunzip = createGunzip();
  file.on('error', (error) => gunzip.destroy(error));
  const chunks = file.pipe(gunzip)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { value, done } = await chunks.next().catch((error: NodeJS.ErrnoException) => {
        if (!error.code?.startsWith('Z_')) throw error;
        throw new JobError('FILE_ARCHIVE_INVALID', `${shownAs} is not a whole gzip file`);
      });
      if (done) return;
      unpacked.add(value.length);
      yield value;
    }
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}
