import { isUtf8 } from 'node:buffer';

/** Longest record, in bytes. A quote that stays open for longer did not open a field. */
const MAXIMUM_RECORD_BYTES = 1_000_000;
const QUOTE = '"';
const BYTE_ORDER_MARK = '\xef\xbb\xbf';
const ANY_BREAK = /\r\n?|\n/g;
const LAST_BREAK = /(\r\n?|\n)$/;
/** From so many columns a line with a delimiter for each is a record and no sentence. */
const JOINED_FROM_COLUMNS = 4;
/** A carriage return inside a line: not before a line feed, and not at the end. */
const BARE_RETURN = /\r(?!\n|$)/;

export interface CsvSettings {
  readonly delimiter: string;
  readonly encoding: 'utf8' | 'latin1';
}

/** Why a line is not a record. */
export type CsvProblem = 'line_broken_quote' | 'line_field_count' | 'line_not_utf8';

/** One line of a file, or several where a quoted field holds line breaks. */
export type CsvRecord =
  /** A field is null where there is nothing between two delimiters; `""` is an empty text. */
  | { readonly line: number; readonly fields: (string | null)[] }
  /** `raw` is one line as it stands in the file, without its line break. */
  | { readonly line: number; readonly problem: CsvProblem; readonly raw: string };

/**
 * Reads delimited text (RFC 4180; LF, CRLF or CR; with or without byte order mark) record by record, in batches of one chunk each.
 * CR alone ends a line in a file whose first line ends so, and in a line that is not a record as it stands; elsewhere it is part of a field.
 * The first record says how many fields the others have. Blank lines are skipped.
 * A line that is not a record costs only itself: reading continues on the next line, also after a quote that never closes.
 * Lines are counted from 1.
 */
export async function* readCsv(bytes: AsyncIterable<Buffer>, format: CsvSettings): AsyncGenerator<CsvRecord[]> {
  const reader = new CsvReader(format);
  for await (const chunk of bytes) {
    const records = reader.read(chunk.toString('latin1'), false);
    if (records.length > 0) yield records;
  }
  const rest = reader.read('', true);
  if (rest.length > 0) yield rest;
}

/** What was found where a record should start; `end` is the place behind its line break. */
type Scan = { readonly fields: (string | null)[]; readonly end: number } | 'broken' | 'incomplete';

class CsvReader {
  /** One character per byte: places are byte places, and nothing is decoded before it is known to be a field. */
  private text = '';
  private line = 1;
  private width: number | undefined;
  private atStart = true;
  /** Up to this place CR alone ends a line. The first line decides for the file; until then every break counts. */
  private returnsUntil = Number.POSITIVE_INFINITY;
  private inFirstLine = true;

  constructor(private readonly format: CsvSettings) {}

  /** Every record that is complete; the rest waits for the next chunk. */
  read(chunk: string, last: boolean): CsvRecord[] {
    this.text += chunk;
    if (this.atStart && (last || this.text.length >= BYTE_ORDER_MARK.length)) {
      this.atStart = false;
      if (this.text.startsWith(BYTE_ORDER_MARK)) this.text = this.text.slice(BYTE_ORDER_MARK.length);
    }
    const records: CsvRecord[] = [];
    let at = 0;
    while (at < this.text.length && !this.atStart) {
      const scan = this.scan(at, last);
      if (scan === 'incomplete') break;
      at = scan === 'broken' ? this.reject(records, at, 'line_broken_quote') : this.accept(records, at, scan);
      if (this.inFirstLine && this.text[at - 1] === '\n') this.returnsUntil = 0;
      this.inFirstLine = false;
    }
    this.text = this.text.slice(at);
    this.returnsUntil -= at;
    return records;
  }

  private accept(records: CsvRecord[], at: number, { fields, end }: Exclude<Scan, string>): number {
    if (fields.length === 1 && fields[0] === null) {
      this.line += 1;
      return end;
    }
    this.width ??= fields.length;
    if (fields.length !== this.width) return this.reject(records, at, 'line_field_count');
    const raw = this.text.slice(at, end);
    if (this.joinsRecords(raw, this.width)) return this.reject(records, at, 'line_broken_quote');
    if (this.format.encoding === 'utf8' && !isAscii(raw)) {
      if (!isUtf8(Buffer.from(raw, 'latin1'))) return this.reject(records, at, 'line_not_utf8');
      records.push({ line: this.line, fields: fields.map((field) => field && decode(field)) });
    } else records.push({ line: this.line, fields });
    this.line += lineBreaks(raw, at < this.returnsUntil ? ANY_BREAK : /\n/g, end === this.text.length);
    return end;
  }

  /**
   * Whether a record of several lines is several records: a stray quote opens a field, and the next stray quote closes it lines later. Then the
   * first line and one after it have all the fields of a record. Text of people has line breaks too, so few columns prove nothing.
   */
  private joinsRecords(raw: string, width: number): boolean {
    if (width < JOINED_FROM_COLUMNS || !raw.includes(QUOTE)) return false;
    const [first = '', ...later] = raw.replace(LAST_BREAK, '').split(ANY_BREAK);
    const isWhole = (line: string) => line.split(this.format.delimiter).length === width;
    return later.length > 0 && isWhole(first) && later.some(isWhole);
  }

  /** Rejects one line, not the whole record: the lines after it may be good. */
  private reject(records: CsvRecord[], at: number, problem: CsvProblem): number {
    const end = this.behindBreak(this.lineEnd(at));
    const line = this.text.slice(at, end);
    if (at >= this.returnsUntil && BARE_RETURN.test(line)) {
      // Files that were joined may end their lines in two ways: the line is read again, as the lines that it may be.
      this.returnsUntil = end;
      return at;
    }
    const raw = line.replace(LAST_BREAK, '');
    records.push({ line: this.line, problem, raw: this.format.encoding === 'utf8' ? decode(raw) : raw });
    this.line += 1;
    return end;
  }

  private scan(start: number, last: boolean): Scan {
    const { text } = this;
    const { delimiter } = this.format;
    const lineEnd = this.lineEnd(start);
    if (!last && this.mayGoOn(lineEnd)) return text.length - start > MAXIMUM_RECORD_BYTES ? 'broken' : 'incomplete';
    const line = text.slice(start, text[lineEnd - 1] === '\r' && lineEnd > start ? lineEnd - 1 : lineEnd);
    if (!line.includes(QUOTE)) {
      return {
        fields: line.split(delimiter).map((field) => (field === '' ? null : field)),
        end: this.behindBreak(lineEnd),
      };
    }
    return this.scanQuoted(start, last);
  }

  private scanQuoted(start: number, last: boolean): Scan {
    const { text } = this;
    const { delimiter } = this.format;
    const fields: (string | null)[] = [];
    let at = start;
    for (;;) {
      if (text[at] === QUOTE) {
        const close = this.closingQuote(at + 1);
        if (close < 0) return last || text.length - start > MAXIMUM_RECORD_BYTES ? 'broken' : 'incomplete';
        // A quote at the end of a chunk may be the first of two; the next character decides.
        if (close + 2 >= text.length && !last) return 'incomplete';
        fields.push(text.slice(at + 1, close).replaceAll('""', QUOTE));
        at = close + 1;
        if (at >= this.returnsUntil && text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length)) at++;
        if (at < text.length && text[at] !== delimiter && this.lineEnd(at) !== at) return 'broken';
        if (at - start > MAXIMUM_RECORD_BYTES) return 'broken';
      } else {
        const next = this.fieldEnd(at);
        if (!last && this.mayGoOn(next)) return 'incomplete';
        const field = text.slice(at, next);
        const value = text[next] !== delimiter && field.endsWith('\r') ? field.slice(0, -1) : field;
        fields.push(value === '' ? null : value);
        at = next;
      }
      if (text[at] !== delimiter) return { fields, end: this.behindBreak(at) };
      at++;
    }
  }

  private closingQuote(from: number): number {
    let at = this.text.indexOf(QUOTE, from);
    while (at >= 0 && this.text[at + 1] === QUOTE) at = this.text.indexOf(QUOTE, at + 2);
    return at;
  }

  private fieldEnd(from: number): number {
    const delimiter = this.text.indexOf(this.format.delimiter, from);
    return Math.min(delimiter < 0 ? this.text.length : delimiter, this.lineEnd(from));
  }

  /** Where the line break begins that ends the line at `from`; the text's length where there is none. */
  private lineEnd(from: number): number {
    if (from >= this.returnsUntil) {
      const lineFeed = this.text.indexOf('\n', from);
      return lineFeed < 0 ? this.text.length : lineFeed;
    }
    ANY_BREAK.lastIndex = from;
    return ANY_BREAK.exec(this.text)?.index ?? this.text.length;
  }

  /** Whether the next chunk may continue what ends here: a line without its break, or CR whose LF is still to come. */
  private mayGoOn(lineEnd: number): boolean {
    return lineEnd === this.text.length || (this.text[lineEnd] === '\r' && lineEnd + 1 === this.text.length);
  }

  private behindBreak(at: number): number {
    const length = this.text[at] === '\r' && this.text[at + 1] === '\n' ? 2 : 1;
    return Math.min(at + length, this.text.length);
  }
}

/** Lines that a record spans; its last one may lack the line break at the end of a file. */
function lineBreaks(raw: string, breaks: RegExp, atEnd: boolean): number {
  const count = raw.match(breaks)?.length ?? 0;
  return atEnd && !/[\r\n]$/.test(raw) ? count + 1 : count;
}

function isAscii(bytes: string): boolean {
  for (let index = 0; index < bytes.length; index++) if (bytes.charCodeAt(index) > 0x7f) return false;
  return true;
}

function decode(bytes: string): string {
  return isAscii(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}
