import { type FileHandle, open } from 'node:fs/promises';
import { JobError } from '../errors';
import type { CanonicalRows } from './canonical-text';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/** Where a file of rows ends: whichever limit is reached first. */
export interface ChunkLimits {
  readonly rows: number;
  readonly bytes: number;
  /** A longer row fails the landing. */
  readonly rowBytes: number;
}

/** A file of whole rows of canonical text. */
export interface RowChunk {
  readonly path: string;
  readonly rows: number;
}

/**
 * Writes canonical text into files of whole rows, one after the other: the rows are never in memory together.
 * @param prefix of the files' paths, in a folder that only this user can read; the files are left there.
 * @throws JobError `LANDING_ROW_TOO_LONG`
 */
export async function* rowChunks(rows: CanonicalRows, prefix: string, limits: ChunkLimits): AsyncGenerator<RowChunk> {
  let file: FileHandle | undefined;
  let path = '';
  let written = { rows: 0, bytes: 0 };
  let quoted = false;
  let rowBytes = 0;
  let number = 0;

  const write = async (bytes: Buffer) => {
    if (!file) {
      path = `${prefix}${number++}.csv`;
      file = await open(path, 'wx', 0o600);
    }
    await file.writeFile(bytes);
    written.bytes += bytes.length;
  };
  const finish = async (): Promise<RowChunk> => {
    const chunk = { path, rows: written.rows };
    await file?.close();
    file = undefined;
    written = { rows: 0, bytes: 0 };
    return chunk;
  };

  try {
    for await (const bytes of rows as AsyncIterable<Buffer>) {
      let start = 0;
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at];
        // A doubled quote opens and closes at once, so counting parity is enough.
        if (byte === QUOTE) quoted = !quoted;
        else if (byte === LINE_FEED && !quoted) {
          written.rows++;
          rowBytes = 0;
          if (written.rows >= limits.rows || written.bytes + at + 1 - start >= limits.bytes) {
            await write(bytes.subarray(start, at + 1));
            start = at + 1;
            yield await finish();
          }
          continue;
        }
        if (++rowBytes > limits.rowBytes) {
          throw new JobError('LANDING_ROW_TOO_LONG', `a row has more than ${limits.rowBytes} bytes`);
        }
      }
      if (start < bytes.length) await write(bytes.subarray(start));
    }
    if (written.rows > 0) yield await finish();
  } finally {
    await file?.close();
  }
}
