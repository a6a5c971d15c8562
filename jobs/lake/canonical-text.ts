import { Readable } from 'node:stream';

/**
 * Rows as canonical text: buffers of whole rows. A row is its length in bytes (32 bits, little end first) and its fields; a field is UTF-8 behind
 * its length, written as MySQL's protocol writes it (one byte below 251; 251 is NULL; 252, 253 and 254 stand before 2, 3 and 8 bytes of length).
 * So a row of MySQL is copied as it came, and nobody looks for quotes or for the end of a line.
 * Fields: the source columns that the table is built from (`sourceColumns`), then `_source_line` (NULL for a database).
 */
export type CanonicalRows = Readable;

/** Before a field that is not a short text. */
export const FIELD_MARKS = { null: 251, twoBytes: 252, threeBytes: 253, eightBytes: 254 } as const;
/** Bytes of a row's length. */
export const ROW_HEADER = 4;
/** Bytes of the longest mark and length of a field. */
const FIELD_HEADER = 9;
/** Buffers that may wait for their reader. */
export const WAITING_CHUNKS = 4;
/** Longer values are copied by the runtime, which is faster than a loop only from about here. */
export const LOOP_BELOW_BYTES = 48;

/**
 * Writes `CanonicalRows` into buffers of about `chunkBytes`, each ending with a whole row.
 * Values are copied as the bytes they are: nothing is decoded on the way from a database to the lake.
 */
export class CanonicalText {
  private chunk: Buffer;
  private length = 0;
  private rowStart = -1;

  /**
   * @param emit takes each finished buffer; it is never written to again.
   * @param chunkBytes at least 1024.
   */
  constructor(
    private readonly emit: (chunk: Buffer) => void,
    private readonly chunkBytes = 256 * 1024,
  ) {
    this.chunk = Buffer.allocUnsafe(chunkBytes);
  }

  /** The next field of the row: UTF-8 bytes, a text, or null for NULL. */
  field(value: Buffer | string | null): void {
    this.beginRow(FIELD_HEADER);
    if (value === null) this.chunk[this.length++] = FIELD_MARKS.null;
    else this.text(typeof value === 'string' ? Buffer.from(value, 'utf8') : value);
  }

  /** Fields as they are written here, from a place of a buffer to another. */
  fields(bytes: Buffer, from: number, to: number): void {
    this.beginRow(to - from);
    bytes.copy(this.chunk, this.length, from, to);
    this.length += to - from;
  }

  endRow(): void {
    this.beginRow(0);
    this.chunk.writeUInt32LE(this.length - this.rowStart - ROW_HEADER, this.rowStart);
    this.rowStart = -1;
    // A quarter of the buffer is left so that a row of usual length never makes it grow.
    if (this.length > this.chunkBytes * 0.75) this.flush();
  }

  /** Hands over what is left. */
  flush(): void {
    if (this.length === 0) return;
    this.emit(this.chunk.subarray(0, this.length));
    this.chunk = Buffer.allocUnsafe(this.chunkBytes);
    this.length = 0;
  }

  private beginRow(bytes: number): void {
    this.reserve(bytes + ROW_HEADER);
    if (this.rowStart >= 0) return;
    this.rowStart = this.length;
    this.length += ROW_HEADER;
  }

  private text(value: Buffer): void {
    const size = value.length;
    this.reserve(size + FIELD_HEADER);
    const { chunk } = this;
    if (size < FIELD_MARKS.null) chunk[this.length++] = size;
    else {
      chunk[this.length++] = FIELD_MARKS.eightBytes;
      this.length = chunk.writeUInt32LE(size, this.length);
      this.length = chunk.writeUInt32LE(0, this.length);
    }
    chunk.set(value, this.length);
    this.length += size;
  }

  private reserve(bytes: number): void {
    if (this.length + bytes <= this.chunk.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.chunk.length * 2, this.length + bytes));
    this.chunk.copy(larger, 0, 0, this.length);
    this.chunk = larger;
  }
}

/** One row as its fields. */
export type RowFields = readonly (Buffer | string | null)[];

/** A stream of canonical text from rows that come one by one; nothing is read ahead of what the reader takes. */
export function canonicalRows(rows: () => AsyncIterable<RowFields> | Iterable<RowFields>): CanonicalRows {
  async function* chunks(): AsyncGenerator<Buffer> {
    const full: Buffer[] = [];
    const text = new CanonicalText((chunk) => full.push(chunk));
    for await (const row of rows()) {
      for (const value of row) text.field(value);
      text.endRow();
      if (full.length > 0) yield* full.splice(0);
    }
    text.flush();
    yield* full.splice(0);
  }
  return Readable.from(chunks(), { objectMode: true, highWaterMark: WAITING_CHUNKS });
}
