import { JobError } from '../errors';
import { FIELD_MARKS, LOOP_BELOW_BYTES } from './canonical-text';
import { type TextColumn, textParquet } from './text-parquet';

const LEAST_BYTES = 64 * 1024;
/** A column that was longer once does not keep its memory. */
const MOST_KEPT_BYTES = 8_000_000;

/** Rows of canonical text, sorted into their columns as parquet wants them: the buffers are used again for the next rows. */
export class TextColumns {
  rows = 0;
  /** Bytes of the rows. */
  bytes = 0;
  private readonly values: Buffer[];
  private readonly lengths: number[];
  private readonly present: Buffer[];
  private readonly nulls: number[];

  /**
   * @param names of the fields of each row
   * @param rowLimit rows that are added before the next `reset()`, at most
   */
  constructor(
    private readonly names: readonly string[],
    rowLimit: number,
  ) {
    this.values = names.map(() => Buffer.allocUnsafe(LEAST_BYTES));
    this.lengths = names.map(() => 0);
    this.present = names.map(() => Buffer.alloc(Math.ceil(rowLimit / 8), 0xff));
    this.nulls = names.map(() => 0);
  }

  /** Adds the row whose fields are between two places of a buffer. @throws JobError `LANDING_FAILED`: it has other fields than it should */
  add(bytes: Buffer, from: number, to: number): void {
    const { values, lengths, rows } = this;
    const count = values.length;
    let at = from;
    for (let index = 0; index < count; index++) {
      if (at >= to) throw otherFields();
      let size = bytes[at++] as number;
      if (size >= FIELD_MARKS.null) {
        if (size === FIELD_MARKS.null) {
          this.addNull(index);
          continue;
        }
        const width = WIDTHS[size] ?? 0;
        size = width === 2 ? bytes.readUInt16LE(at) : width === 3 ? bytes.readUIntLE(at, 3) : bytes.readUInt32LE(at);
        at += width;
      }
      let column = values[index] as Buffer;
      let end = lengths[index] as number;
      if (end + size + 4 > column.length) column = this.grown(index, end + size + 4);
      column[end] = size;
      column[end + 1] = size >>> 8;
      column[end + 2] = size >>> 16;
      column[end + 3] = size >>> 24;
      end += 4;
      if (size < LOOP_BELOW_BYTES)
        for (let place = 0; place < size; place++) column[end + place] = bytes[at + place] as number;
      else bytes.copy(column, end, at, at + size);
      lengths[index] = end + size;
      at += size;
    }
    if (at !== to) throw otherFields();
    this.rows = rows + 1;
    this.bytes += to - from;
  }

  /** The rows as a parquet file, in pieces that hold until `reset()`. */
  parquet(): Buffer[] {
    const columns = this.names.map(
      (name, index): TextColumn => ({
        name,
        values: (this.values[index] as Buffer).subarray(0, this.lengths[index]),
        present: this.nulls[index] === 0 ? null : (this.present[index] as Buffer).subarray(0, Math.ceil(this.rows / 8)),
      }),
    );
    return textParquet(columns, this.rows);
  }

  reset(): void {
    for (let index = 0; index < this.names.length; index++) {
      this.lengths[index] = 0;
      if (this.nulls[index] !== 0) this.present[index]?.fill(0xff);
      this.nulls[index] = 0;
      if ((this.values[index] as Buffer).length > MOST_KEPT_BYTES) this.values[index] = Buffer.allocUnsafe(LEAST_BYTES);
    }
    this.rows = 0;
    this.bytes = 0;
  }

  private addNull(index: number): void {
    const present = this.present[index] as Buffer;
    present[this.rows >> 3] = (present[this.rows >> 3] as number) & ~(1 << (this.rows & 7));
    this.nulls[index] = (this.nulls[index] as number) + 1;
  }

  private grown(index: number, bytes: number): Buffer {
    const column = this.values[index] as Buffer;
    const larger = Buffer.allocUnsafe(Math.max(column.length * 2, bytes));
    column.copy(larger, 0, 0, this.lengths[index]);
    this.values[index] = larger;
    return larger;
  }
}

/** Bytes of the length behind a mark. */
const WIDTHS: Readonly<Record<number, number>> = {
  [FIELD_MARKS.twoBytes]: 2,
  [FIELD_MARKS.threeBytes]: 3,
  [FIELD_MARKS.eightBytes]: 8,
};

const otherFields = () => new JobError('LANDING_FAILED', 'a row has other fields than its table');
