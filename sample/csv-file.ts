import { type FileHandle, mkdir, open, rename, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Encoding, encoded } from '../model/text-encoding';

const CHUNK_CHARACTERS = 65_536;

/** How a file is written. */
export interface CsvOptions {
  readonly delimiter: string;
  readonly encoding: Encoding;
  /** Becomes the file's modification time: when the export was taken. */
  readonly takenAt: Date;
}

/** One delimited text line: NULL is nothing, an empty text is `""`, quotes are doubled. */
export function csvLine(values: readonly (string | null)[], delimiter: string): string {
  return `${values.map((value) => csvField(value, delimiter)).join(delimiter)}\n`;
}

function csvField(value: string | null, delimiter: string): string {
  if (value === null) return '';
  if (value === '' || value.includes(delimiter) || /["\r\n]/.test(value)) return `"${value.replaceAll('"', '""')}"`;
  return value;
}

/** A delimited text file written in chunks. Its name ends in `.part` until it is closed, so that nobody reads half a file. */
export class CsvFile {
  /** Lines written so far, the header included. */
  lines = 0;
  private waiting = '';

  private constructor(
    readonly path: string,
    private readonly options: CsvOptions,
    private readonly handle: FileHandle,
  ) {}

  /** Creates the file, its folder too, and writes the header. */
  static async create(path: string, header: readonly string[], options: CsvOptions): Promise<CsvFile> {
    await mkdir(dirname(path), { recursive: true });
    const file = new CsvFile(path, options, await open(`${path}.part`, 'w'));
    await file.write(header);
    return file;
  }

  async write(values: readonly (string | null)[]): Promise<void> {
    await this.writeText(csvLine(values, this.options.delimiter));
  }

  /** Writes a line unchanged, e.g. a broken one; with its line end. */
  async writeText(line: string): Promise<void> {
    this.lines += 1;
    this.waiting += line;
    if (this.waiting.length >= CHUNK_CHARACTERS) await this.flush();
  }

  async close(): Promise<void> {
    await this.flush();
    await this.handle.close();
    await utimes(`${this.path}.part`, this.options.takenAt, this.options.takenAt);
    await rename(`${this.path}.part`, this.path);
  }

  private async flush(): Promise<void> {
    await this.handle.writeFile(encoded(this.waiting, this.options.encoding));
    this.waiting = '';
  }
}
