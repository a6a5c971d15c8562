import { type FeedDialect, startOf } from '../../../../model/feed-dialect';
import type { SourceColumn } from '../../../../model/mapping/mapped-columns';
import { JobError } from '../../../errors';
import type { RejectedLine } from '../../../lake/landing';
import { type Header, readHeader } from './csv-header';
import type { FeedLayout, FileLine } from './format';

/** From so many columns on, totals have values in fewer of them than rows. */
const TOTALS_HAVE_FEWER_FROM = 4;
/** A file with more columns is not a table. */
const MAXIMUM_COLUMNS = 10_000;

/** A record of a table in a file, whatever the format. */
export type TableRecord =
  /** `errors`: places of fields whose values cannot be read, from 0. */
  | { readonly line: number; readonly fields: readonly (string | null)[]; readonly errors?: readonly number[] }
  | { readonly line: number; readonly problem: RejectedLine['rule']; readonly raw: string }
  | DeclaredLine;

/** A line that the feed declares not to be a row. Of a footer: `raw` as it stands, how many fields it has, and how many of them have a value. */
export type DeclaredLine =
  | { readonly line: number; readonly declared: 'comment' }
  | {
      readonly line: number;
      readonly declared: 'footer';
      readonly raw: string;
      readonly width: number;
      readonly filled: number;
    };

/**
 * The rows of a file that holds one table: its header line says where the columns are, or the feed where the file has no header.
 * @throws JobError `FILE_EMPTY`, `FILE_COLUMN_*`, `FILE_HEADER_BROKEN`, `FILE_LIMIT_EXCEEDED`, `FILE_FOOTER_MISSING`
 */
export async function* tableLines(
  batches: AsyncIterable<readonly TableRecord[]>,
  layout: FeedLayout,
  shownAs: string,
): AsyncGenerator<readonly FileLine[]> {
  const table = new TableReader(layout, shownAs);
  for await (const records of withoutLast(batches, layout.footer))
    yield records.flatMap((record) => table.linesOf(record));
  yield table.end();
}

class TableReader {
  private readonly table: string;
  private readonly columns: readonly SourceColumn[];
  private header: Header | undefined;
  private records = 0;
  private hasFooter = false;
  /** Footers that no row has followed so far. */
  private lastFooters: Extract<DeclaredLine, { declared: 'footer' }>[] = [];
  private width = 0;

  constructor(
    private readonly layout: FeedLayout,
    private readonly shownAs: string,
  ) {
    [[this.table, this.columns] = ['', []]] = Object.entries(layout.tables);
  }

  linesOf(record: TableRecord): FileLine[] {
    if ('declared' in record) {
      if (record.declared === 'comment') return [{ declared: 'comment', line: record.line }];
      this.lastFooters.push(record);
      return [];
    }
    this.records++;
    const { names } = this.layout.header ?? {};
    if (this.header) {
      const line = this.lineOf(record, this.header);
      return [...this.footersBefore(line), ...this.beyond(record), line];
    }
    if (names) {
      this.header = this.checkedHeader(names);
      return [...this.columnsBeside(), this.lineOf(record, this.header)];
    }
    if ('problem' in record) {
      const reason = `has an unreadable header line (${record.problem})`;
      throw new JobError('FILE_COLUMN_MISSING', `${this.shownAs} ${reason}`);
    }
    this.header = this.checkedHeader(record.fields);
    return this.columnsBeside();
  }

  /** The lines that only the end of the file explains. */
  end(): FileLine[] {
    const { header, footer } = this.layout;
    if (this.records === 0) {
      const line = header?.line ?? 1;
      throw new JobError('FILE_EMPTY', `${this.shownAs} ${line > 1 ? `has nothing from line ${line}` : 'is empty'}`);
    }
    const start = startOf(footer);
    const last = this.judgedFooters({ amongRows: false });
    if (start !== undefined && !this.hasFooter)
      throw new JobError('FILE_FOOTER_MISSING', `${this.shownAs} has no footer that begins with "${start}"`);
    return last;
  }

  private footersBefore(next: FileLine): FileLine[] {
    return this.judgedFooters({ amongRows: !('repeatedHeader' in next) });
  }

  /** A row may begin as a footer does: it is held and not dropped. Behind the last row only a line with as many values as a row is one. */
  private judgedFooters({ amongRows }: { readonly amongRows: boolean }): FileLine[] {
    const footers = this.lastFooters;
    this.lastFooters = [];
    return footers.map(({ line, raw, width, filled }) => {
      if ((amongRows && width === this.width) || this.isFilled(filled)) return { line, rule: 'line_like_footer', raw };
      this.hasFooter = true;
      return { declared: 'footer', line };
    });
  }

  /** Whether so many values are those of a row and not of a total; a table of few columns does not tell them apart. */
  private isFilled(values: number): boolean {
    return this.width >= TOTALS_HAVE_FEWER_FROM && 2 * values > this.width;
  }

  private lineOf(record: Exclude<TableRecord, { declared: unknown }>, { places, repeats }: Header): FileLine {
    const { line } = record;
    if ('problem' in record) return { line, rule: record.problem, raw: record.raw } satisfies RejectedLine;
    const { fields, errors } = record;
    if (repeats(fields)) return { repeatedHeader: line };
    if (errors?.some((place) => places.includes(place)))
      return { line, rule: 'line_cell_error', raw: fields.map((field) => field ?? '').join('\t') };
    return {
      table: this.table,
      line,
      fields: places.map((place) => (place === null ? null : (fields[place] ?? null))),
    };
  }

  /** A sheet may have notes beside its table: their columns are reported once, like others without a name that is mapped. */
  private beyond(record: Exclude<TableRecord, { declared: unknown }>): FileLine[] {
    if (!('fields' in record) || record.fields.length <= this.width) return [];
    const places = record.fields.slice(this.width).map((_, index) => this.width + index + 1);
    this.width = record.fields.length;
    return [{ unknownColumns: places }];
  }

  /** Columns that only the file has, and those that it lacks. */
  private columnsBeside(): FileLine[] {
    const { unknown = [], absent = [] } = this.header ?? {};
    return [
      ...(unknown.length > 0 ? [{ unknownColumns: unknown }] : []),
      ...(absent.length > 0 ? [{ absentColumns: absent }] : []),
    ];
  }

  private checkedHeader(fields: readonly (string | null)[]): Header {
    const { shownAs } = this;
    if (fields.length > MAXIMUM_COLUMNS)
      throw new JobError('FILE_LIMIT_EXCEEDED', `${shownAs} has ${fields.length} columns; ${MAXIMUM_COLUMNS} are read`);
    const broken = fields.findIndex((field) => field !== null && /[\r\n]/.test(field));
    if (broken >= 0) throw new JobError('FILE_HEADER_BROKEN', `${shownAs} has a line break in column ${broken + 1}`);
    this.width = fields.length;
    const header = readHeader(fields, this.columns);
    if (header.missing.length > 0)
      throw new JobError('FILE_COLUMN_MISSING', `${shownAs} lacks ${header.missing.join(', ')}`);
    if (header.repeated.length > 0)
      throw new JobError('FILE_COLUMN_REPEATED', `${shownAs} repeats ${header.repeated.join(', ')}`);
    return header;
  }
}

/** The records, with the last ones declared to be the footer where it is counted. */
async function* withoutLast(
  batches: AsyncIterable<readonly TableRecord[]>,
  footer: FeedDialect['footer'],
): AsyncGenerator<readonly TableRecord[]> {
  const count = footer && 'lines' in footer ? footer.lines : 0;
  let held: TableRecord[] = [];
  for await (const records of batches) {
    if (count === 0) yield records;
    else {
      held = held.concat(records);
      yield held.splice(0, Math.max(0, held.length - count));
    }
  }
  yield held.map(({ line }) => ({ line, declared: 'footer' as const, raw: '', width: 0, filled: 0 }));
}
