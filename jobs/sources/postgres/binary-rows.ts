import type { CanonicalText } from '../../lake/canonical-text';

/** Signature, flags and length of the extension: before the first row, https://www.postgresql.org/docs/current/sql-copy.html */
const HEADER = 19;
const COUNT = 2;
const LENGTH = 4;

/** The rows of a binary COPY whose columns are texts, as canonical text. The server sends them in pieces of any size. */
export class BinaryRows {
  private rest: Buffer = Buffer.alloc(0);
  private isBegun = false;

  constructor(
    private readonly text: CanonicalText,
    private readonly emptyFields: number,
  ) {}

  /** The next piece; it is not kept. */
  add(piece: Buffer): void {
    const bytes = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    let at = this.isBegun ? 0 : headerEnd(bytes);
    if (at === null) this.keep(bytes);
    else {
      this.isBegun = true;
      for (let end = rowEnd(bytes, at); end !== null; end = rowEnd(bytes, at)) {
        this.row(bytes, at);
        at = end;
      }
      this.keep(bytes.subarray(at));
    }
  }

  private row(bytes: Buffer, from: number): void {
    const count = bytes.readInt16BE(from);
    // What stands for the number of fields behind the last row.
    if (count < 0) return;
    let at = from + COUNT;
    for (let field = 0; field < count; field++) {
      const length = bytes.readInt32BE(at);
      at += LENGTH;
      this.text.field(length < 0 ? null : bytes.subarray(at, at + length));
      at += Math.max(length, 0);
    }
    for (let field = 0; field < this.emptyFields; field++) this.text.field(null);
    this.text.endRow();
  }

  /** Copied: the driver uses its buffer again. */
  private keep(bytes: Buffer): void {
    this.rest = bytes.length === 0 ? EMPTY : Buffer.from(bytes);
  }
}

const EMPTY = Buffer.alloc(0);

/** Where the first row begins; null: not all of the header has come. */
function headerEnd(bytes: Buffer): number | null {
  if (bytes.length < HEADER) return null;
  const end = HEADER + bytes.readInt32BE(HEADER - LENGTH);
  return bytes.length < end ? null : end;
}

/** Where the row ends that begins at a place; null: not all of it has come. */
function rowEnd(bytes: Buffer, from: number): number | null {
  if (bytes.length < from + COUNT) return null;
  const count = bytes.readInt16BE(from);
  let at = from + COUNT;
  for (let field = 0; field < count; field++) {
    if (bytes.length < at + LENGTH) return null;
    at += LENGTH + Math.max(bytes.readInt32BE(at), 0);
  }
  return bytes.length < at ? null : at;
}
