import { DEFAULT_QUOTE, type FeedDialect, startOf } from '../../../../model/feed-dialect';
import { bytesOf } from '../../../../model/text-encoding';
import type { DeclaredLine } from './table-lines';
import { isAscii, isText, textOf } from './text-encoding';

/** Longest record, in bytes. A quote that stays open for longer did not open a field. */
const MAXIMUM_RECORD_BYTES = 1_000_000;
const BYTE_ORDER_MARK = '\xef\xbb\xbf';
const ANY_BREAK = /\r\n?|\n/g;
const LAST_BREAK = /(\r\n?|\n)$/;
/** From so many columns a line with a delimiter for each is a record and no sentence. */
const JOINED_FROM_COLUMNS = 4;
/** A carriage return inside a line: not before a line feed, and not at the end. */
const BARE_RETURN = /\r(?!\n|$)/;

/** How the text is written; see the fields of a feed. */
export type CsvSettings = Pick<FeedDialect, 'delimiter' | 'encoding'> &
  Partial<Pick<FeedDialect, 'quote' | 'escape' | 'comment' | 'header' | 'footer'>>;

/** Why a line is not a record. */
export type CsvProblem = 'line_broken_quote' | 'line_field_count' | 'line_encoding';

/** One line of a file, or several where a quoted field holds line breaks. */
export type CsvRecord =
  /** A field is null where there is nothing between two delimiters; `""` is an empty text. */
  | { readonly line: number; readonly fields: (string | null)[] }
  /** `raw` is one line as it stands in the file, without its line break. */
  | { readonly line: number; readonly problem: CsvProblem; readonly raw: string }
  /** The settings say that the line is not a record. */
  | DeclaredLine;

/**
 * Reads delimited text (RFC 4180; LF, CRLF or CR; with or without byte order mark) record by record, in batches of one chunk each.
 * CR alone ends a line in a file whose first line ends so, and in a line that is not a record as it stands; elsewhere it is part of a field.
 * The first record, or the names of the header, say how many fields the others have. Blank lines are skipped, and so are lines above the header.
 * A line that is not a record costs only itself: reading continues on the next line, also after a quote that never closes.
 * Lines are counted from 1. UTF-16 comes here as UTF-8.
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
  private readonly delimiter: string;
  /** null: nothing is quoted. */
  private readonly quote: string | null;
  /** The character before one that stands for itself; null: only a doubled quote stands for a quote. */
  private readonly escape: string | null;
  /** Beginnings of lines that are not records. */
  private readonly declared: readonly { readonly start: string; readonly as: 'comment' | 'footer' }[];
  /** Line of the first record. */
  private readonly firstLine: number;

  constructor(private readonly format: CsvSettings) {
    const { delimiter, encoding, quote = DEFAULT_QUOTE, comment, header, footer } = format;
    this.delimiter = bytesOf(delimiter, encoding);
    this.quote = quote === 'none' ? null : quote;
    this.escape = format.escape === undefined || ['none', this.quote].includes(format.escape) ? null : format.escape;
    this.declared = (['comment', 'footer'] as const).flatMap((as) => {
      const text = as === 'comment' ? comment : startOf(footer);
      return text === undefined ? [] : [{ as, start: bytesOf(text, encoding) }];
    });
    this.firstLine = header?.line ?? 1;
    this.width = header?.names?.length;
  }

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
      const passed = this.passedOver(records, at, last);
      if (passed !== null) {
        if (passed === at) break;
        at = passed;
      } else {
        const scan = this.scan(at, last);
        if (scan === 'incomplete') break;
        at = scan === 'broken' ? this.reject(records, at, 'line_broken_quote') : this.accept(records, at, scan);
      }
      if (this.inFirstLine && this.text[at - 1] === '\n') this.returnsUntil = 0;
      this.inFirstLine = false;
    }
    this.text = this.text.slice(at);
    this.returnsUntil -= at;
    return records;
  }

  /** Behind a line above the header, a comment or a footer; `at` where the line is not complete yet; null: it is a record. */
  private passedOver(records: CsvRecord[], at: number, last: boolean): number | null {
    const isAbove = this.line < this.firstLine;
    if (!isAbove && this.declared.length === 0) return null;
    const lineEnd = this.lineEnd(at);
    if (!last && this.mayGoOn(lineEnd)) {
      if (this.text.length - at <= MAXIMUM_RECORD_BYTES) return at;
      // Nothing is kept of a long line above the header; any other is read as a record, and refused as one.
      return isAbove ? this.text.length : null;
    }
    const declared = isAbove ? undefined : this.declared.find(({ start }) => this.text.startsWith(start, at));
    if (!isAbove && !declared) return null;
    if (declared?.as === 'comment') records.push({ line: this.line, declared: 'comment' });
    if (declared?.as === 'footer') records.push(this.footer(this.text.slice(at, lineEnd)));
    this.line += 1;
    return this.behindBreak(lineEnd);
  }

  private footer(line: string): CsvRecord {
    const raw = textOf(line, this.format.encoding);
    const fields = line.split(this.delimiter);
    const filled = fields.filter((field) => field.replaceAll(this.quote ?? '', '').trim() !== '').length;
    return { line: this.line, declared: 'footer', raw, width: fields.length, filled };
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
    const { encoding } = this.format;
    if (!isAscii(raw)) {
      if (!isText(raw, encoding)) return this.reject(records, at, 'line_encoding');
      records.push({ line: this.line, fields: fields.map((field) => field && textOf(field, encoding)) });
    } else records.push({ line: this.line, fields });
    this.line += lineBreaks(raw, at < this.returnsUntil ? ANY_BREAK : /\n/g, end === this.text.length);
    return end;
  }

  /**
   * Whether a record of several lines is several records: a stray quote opens a field, and the next stray quote closes it lines later. Then the
   * first line and one after it have all the fields of a record. Text of people has line breaks too, so few columns prove nothing.
   */
  private joinsRecords(raw: string, width: number): boolean {
    if (width < JOINED_FROM_COLUMNS || this.quote === null || !raw.includes(this.quote)) return false;
    const [first = '', ...later] = raw.replace(LAST_BREAK, '').split(ANY_BREAK);
    const isWhole = (line: string) => line.split(this.delimiter).length === width;
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
    records.push({ line: this.line, problem, raw: textOf(raw, this.format.encoding) });
    this.line += 1;
    return end;
  }

  private scan(start: number, last: boolean): Scan {
    const { text, delimiter, quote } = this;
    const lineEnd = this.lineEnd(start);
    if (!last && this.mayGoOn(lineEnd)) return text.length - start > MAXIMUM_RECORD_BYTES ? 'broken' : 'incomplete';
    const line = text.slice(start, text[lineEnd - 1] === '\r' && lineEnd > start ? lineEnd - 1 : lineEnd);
    const isPlain = (quote === null || !line.includes(quote)) && (this.escape === null || !line.includes(this.escape));
    if (!isPlain) return this.scanFields(start, last);
    return {
      fields: line.split(delimiter).map((field) => (field === '' ? null : field)),
      end: this.behindBreak(lineEnd),
    };
  }

  private scanFields(start: number, last: boolean): Scan {
    const { text, delimiter, quote } = this;
    const unfinished = () => (last || text.length - start > MAXIMUM_RECORD_BYTES ? 'broken' : 'incomplete');
    const fields: (string | null)[] = [];
    let at = start;
    for (;;) {
      if (quote !== null && text[at] === quote) {
        const close = this.closingQuote(at + 1);
        if (close < 0) return unfinished();
        // A quote at the end of a chunk may be the first of two, and a delimiter may be cut; the next characters decide.
        if (close + 1 + Math.max(delimiter.length, 1) >= text.length && !last) return 'incomplete';
        fields.push(this.unescaped(text.slice(at + 1, close), quote));
        at = close + 1;
        if (at >= this.returnsUntil && text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length)) at++;
        if (at < text.length && !text.startsWith(delimiter, at) && this.lineEnd(at) !== at) return 'broken';
        if (at - start > MAXIMUM_RECORD_BYTES) return 'broken';
      } else {
        const next = this.fieldEnd(at);
        if (!last && this.mayGoOn(next)) return unfinished();
        const field = text.slice(at, next);
        const value = !text.startsWith(delimiter, next) && field.endsWith('\r') ? field.slice(0, -1) : field;
        fields.push(value === '' ? null : this.unescaped(value, null));
        at = next;
      }
      if (!text.startsWith(delimiter, at)) return { fields, end: this.behindBreak(at) };
      at += delimiter.length;
    }
  }

  /** Where the quote is that closes a field; neither doubled nor behind an escape character. */
  private closingQuote(from: number): number {
    const { text, quote } = this;
    if (quote === null) return -1;
    const nextEscape = (behind: number) => (this.escape === null ? -1 : text.indexOf(this.escape, behind));
    let at = text.indexOf(quote, from);
    let escaped = nextEscape(from);
    while (at >= 0) {
      if (escaped >= 0 && escaped < at) {
        const behind = escaped + 2;
        if (behind > at) at = text.indexOf(quote, behind);
        escaped = nextEscape(behind);
      } else if (text[at + 1] === quote) at = text.indexOf(quote, at + 2);
      else return at;
    }
    return -1;
  }

  /** A field without what marks its characters. @param quote around the field; null: none. */
  private unescaped(field: string, quote: string | null): string {
    if (this.escape === null) return quote === null ? field : field.replaceAll(quote + quote, quote);
    let value = '';
    for (let at = 0; at < field.length; at++) {
      const isMark = field[at] === this.escape || (quote !== null && field[at] === quote && field[at + 1] === quote);
      if (isMark && at + 1 < field.length) at++;
      value += field[at];
    }
    return value;
  }

  private fieldEnd(from: number): number {
    for (let at = from; ; ) {
      const delimiter = this.text.indexOf(this.delimiter, at);
      const end = Math.min(delimiter < 0 ? this.text.length : delimiter, this.lineEnd(at));
      const escaped = this.escape === null ? -1 : this.text.slice(at, end).indexOf(this.escape);
      if (escaped < 0) return end;
      const behind = at + escaped + 1;
      at = Math.min(behind + (this.text.startsWith('\r\n', behind) ? 2 : 1), this.text.length);
    }
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
