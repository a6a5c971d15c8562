import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { JobError } from '../../../errors';
import type { UnpackedBytes } from './unpack-limits';

/** One file inside of an archive. Its name is only compared and shown: nothing is ever written under it. */
export interface ZipMember {
  /** With `/` between folders. */
  readonly name: string;
  /** What it holds; its size and its checksum are checked at its end. @throws JobError `FILE_ARCHIVE_INVALID`, `FILE_LIMIT_EXCEEDED` */
  content(): AsyncGenerator<Buffer>;
}

/** A zip archive on this machine. Members are read as they are asked for, a chunk at a time. */
export class ZipArchive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly unpacked: UnpackedBytes,
    private readonly shownAs: string,
    /** Without folders, in the order of their names. */
    readonly members: readonly ZipMember[],
  ) {}

  /** @throws JobError `FILE_ARCHIVE_INVALID` also where a name leads out of the archive, or a member has a password */
  static async open(path: string, unpacked: UnpackedBytes, shownAs: string): Promise<ZipArchive> {
    const { openPromise } = require('yauzl') as typeof import('yauzl');
    const zip = await asArchive(shownAs, () => openPromise(path, { autoClose: false }));
    try {
      unpacked.checkMembers(zip.entryCount);
      const members: ZipMember[] = [];
      const archive = new ZipArchive(zip, unpacked, shownAs, members);
      await asArchive(shownAs, async () => {
        for await (const entry of zip.eachEntry()) {
          if (entry.isEncrypted()) throw new JobError('FILE_ARCHIVE_INVALID', `${shownAs} is protected by a password`);
          if (!entry.fileName.endsWith('/')) members.push({ name: entry.fileName, content: () => archive.read(entry) });
        }
      });
      members.sort((left, right) => (left.name < right.name ? -1 : 1));
      return archive;
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  close(): void {
    this.zip.close();
  }

  private async *read(entry: Entry): AsyncGenerator<Buffer> {
    const { zip, shownAs, unpacked } = this;
    const stream = await asArchive(shownAs, () => zip.openReadStreamPromise(entry));
    let checksum = 0;
    const chunks = stream[Symbol.asyncIterator]();
    try {
      for (;;) {
        const { value, done } = await asArchive<IteratorResult<Buffer>>(shownAs, () => chunks.next());
        if (done) break;
        unpacked.add(value.length);
        checksum = crc32(value, checksum);
        yield value;
      }
    } finally {
      stream.destroy();
    }
    if (checksum !== entry.crc32)
      throw new JobError('FILE_ARCHIVE_INVALID', `${shownAs} has a member that was changed on its way`);
  }
}

/** The library's messages hold names of members, which may be names of people: they are replaced. */
async function asArchive<Result>(shownAs: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // A disk that fails says nothing about the archive.
    if (error instanceof JobError || /^E[A-Z]+$/.test(code ?? '')) throw error;
    const isOutside = /relative path|absolute path|characters in fileName/.test(message);
    const what = isOutside ? 'has a member whose name leads out of the archive' : 'is not a whole zip archive';
    throw new JobError('FILE_ARCHIVE_INVALID', `${shownAs} ${what}`);
  }
}
