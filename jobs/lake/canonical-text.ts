import { Readable } from 'node:stream';

/**
 * Rows as canonical delimited text, UTF-8: no header, `,` between fields, every non-null field in double quotes (doubled inside),
 * NULL as nothing at all, LF after each row. Fields: the source columns that the table is built from (`sourceColumns`), then `_source_line` (nothing for a database).
 */
export type CanonicalRows = Readable;

const QUOTE = 0x22;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
/** Longer values are searched and copied by the runtime, which is faster than a loop only from about here. */
const LOOP_BELOW_BYTES = 48;

/**
 * Writes `CanonicalRows` into buffers of about `chunkBytes`, each ending with a whole row.
 * Values are copied as the bytes they are: nothing is decoded on the way from a database to the lake.
 */
export class CanonicalText {
  private chunk: Buffer;
  private length = 0;
  private startOfRow = true;

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
    if (this.startOfRow) {
      this.startOfRow = false;
      this.reserve(2);
    } else {
      this.reserve(3);
      this.chunk[this.length++] = COMMA;
    }
    if (value === null) return;
    this.quoted(typeof value === 'string' ? Buffer.from(value, 'utf8') : value);
  }

  endRow(): void {
    this.reserve(1);
    this.chunk[this.length++] = LINE_FEED;
    this.startOfRow = true;
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

  private quoted(value: Buffer): void {
    const size = value.length;
    this.reserve(size * 2 + 2);
    const { chunk } = this;
    let at = this.length;
    chunk[at++] = QUOTE;
    if (size >= LOOP_BELOW_BYTES && !value.includes(QUOTE)) {
      chunk.set(value, at);
      at += size;
    } else {
      for (let index = 0; index < size; index++) {
        const byte = value[index] as number;
        if (byte === QUOTE) chunk[at++] = QUOTE;
        chunk[at++] = byte;
      }
    }
    chunk[at++] = QUOTE;
    this.length = at;
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
  return Readable.from(chunks(), { objectMode: false, highWaterMark: 1_000_000 });
}
