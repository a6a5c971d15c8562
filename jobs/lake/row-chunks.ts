import { open } from 'node:fs/promises';
import { JobError } from '../errors';
import { type CanonicalRows, ROW_HEADER } from './canonical-text';
import { TextColumns } from './text-columns';

/** Where a file of rows ends: whichever limit is reached first. */
export interface ChunkLimits {
  readonly rows: number;
  readonly bytes: number;
  /** A longer row fails the landing. */
  readonly rowBytes: number;
}

/** A file of whole rows, for `readText`. */
export interface RowChunk {
  readonly path: string;
  readonly rows: number;
}

/**
 * Writes canonical text into parquet files of texts, one after the other: the rows are never in memory together.
 * @param names of the fields of each row.
 * @param prefix of the files' paths, in a folder that only this user can read; the files are left there.
 * @throws JobError `LANDING_ROW_TOO_LONG`, `LANDING_FAILED`
 */
export async function* rowChunks(
  rows: CanonicalRows,
  names: readonly string[],
  prefix: string,
  limits: ChunkLimits,
): AsyncGenerator<RowChunk> {
  const columns = new TextColumns(names, limits.rows);
  let number = 0;
  const finish = async (): Promise<RowChunk> => {
    const chunk = { path: `${prefix}${number++}.text`, rows: columns.rows };
    await writeFile(chunk.path, columns.parquet());
    columns.reset();
    return chunk;
  };
  for await (const bytes of rows as AsyncIterable<Buffer>) {
    for (let at = 0; at < bytes.length; ) {
      const from = at + ROW_HEADER;
      const to = from + bytes.readUInt32LE(at);
      if (to - from > limits.rowBytes)
        throw new JobError('LANDING_ROW_TOO_LONG', `a row has more than ${limits.rowBytes} bytes`);
      columns.add(bytes, from, to);
      if (columns.rows >= limits.rows || columns.bytes >= limits.bytes) yield await finish();
      at = to;
    }
  }
  if (columns.rows > 0) yield await finish();
}

async function writeFile(path: string, pieces: readonly Buffer[]): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    // Written in full or not at all: a disk that is full is an error and not a short count.
    for (const piece of pieces) await file.writeFile(piece);
  } finally {
    await file.close();
  }
}
