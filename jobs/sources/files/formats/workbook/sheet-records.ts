import { type FeedDialect, startOf } from '../../../../../model/feed-dialect';
import { JobError } from '../../../../errors';
import type { TableRecord } from '../table-lines';
import { numberText } from './cell-values';
import { TextReader, type Workbook } from './workbook';
import { readXml, type XmlHandler } from './xml';

/** Columns of a sheet, ECMA-376: up to XFD. */
const COLUMNS = 16_384;
const NUMBER = { kind: 'number' } as const;

/**
 * The rows of a sheet that hold anything, from the line of the header on. A cell without a value is null; a cell with an error, or a day
 * that does not exist, is named among the row's errors. Formulas count by the value that the sheet has saved; one that was never computed is an error.
 * @throws JobError `FILE_WORKBOOK_INVALID`, `FILE_LIMIT_EXCEEDED`
 */
export async function* sheetRecords(
  workbook: Workbook,
  dialect: Pick<FeedDialect, 'header' | 'footer'>,
  shownAs: string,
): AsyncGenerator<readonly TableRecord[]> {
  const reader = new SheetReader(workbook, dialect, shownAs);
  for await (const _ of readXml(workbook.sheet(), reader, shownAs)) yield reader.take();
}

class SheetReader implements XmlHandler {
  private records: TableRecord[] = [];
  private line = 0;
  private place = -1;
  private fields: (string | null)[] = [];
  private errors: number[] = [];
  private width: number;
  private type = 'n';
  private style = 0;
  private value: string | null = null;
  private isFormula = false;
  private isText = false;
  private readonly inline = new TextReader();
  private readonly firstLine: number;
  private readonly footer: string | undefined;

  constructor(
    private readonly workbook: Workbook,
    { header, footer }: Pick<FeedDialect, 'header' | 'footer'>,
    private readonly shownAs: string,
  ) {
    this.firstLine = header?.line ?? 1;
    this.width = header?.names?.length ?? 0;
    this.footer = startOf(footer);
  }

  take(): readonly TableRecord[] {
    const { records } = this;
    this.records = [];
    return records;
  }

  open(element: string, { r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    if (element === 'row') {
      const line = Number(r);
      this.line = Number.isInteger(line) && line > this.line ? line : this.line + 1;
      this.place = -1;
      this.fields = [];
      this.errors = [];
    } else if (element === 'c') {
      this.place = r === undefined ? this.place + 1 : placeOf(r);
      if (this.place < 0 || this.place >= COLUMNS)
        throw new JobError('FILE_LIMIT_EXCEEDED', `${this.shownAs} has cells beyond the ${COLUMNS} columns of a sheet`);
      this.type = t;
      this.style = Number(s);
      this.value = null;
      this.isFormula = false;
    } else if (element === 'is') this.isText = true;
    else if (this.isText) this.inline.open(element);
  }

  close(element: string, text: string): void {
    if (element === 'row') this.closeRow();
    else if (element === 'c') this.closeCell();
    else if (element === 'v') this.value = text;
    else if (element === 'f') this.isFormula = true;
    else if (element === 'is') {
      this.isText = false;
      this.value = this.inline.take();
    } else if (this.isText) this.inline.close(element, text);
  }

  private closeCell(): void {
    if (this.value === null || this.value === '') {
      // Programs that write formulas without computing them leave no value; an empty text is one.
      if (!this.isFormula || this.type === 'str') return;
      this.value = '';
    }
    const value = this.textOf(this.value);
    if (value === '') return;
    while (this.fields.length <= this.place) this.fields.push(null);
    this.fields[this.place] = value;
    if (value === null) this.errors.push(this.place);
  }

  /** null: an error of the workbook. */
  private textOf(value: string): string | null {
    const { texts, meanings, is1904 } = this.workbook;
    switch (this.type) {
      case 's':
        return texts[Number(value)] ?? null;
      case 'str':
      case 'inlineStr':
        return value;
      case 'b':
        return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
      case 'd':
        return value.replace('T', ' ').replace(/ 00:00:00(\.0+)?$/, '');
      case 'e':
        return null;
      default:
        return numberText(value, meanings[this.style] ?? NUMBER, is1904);
    }
  }

  private closeRow(): void {
    const { line, fields, errors } = this;
    if (line < this.firstLine || fields.length === 0) return;
    const first = fields.find((field) => field !== null);
    if (this.footer !== undefined && first?.startsWith(this.footer)) {
      this.records.push({
        line,
        declared: 'footer',
        raw: fields.map((field) => field ?? '').join('\t'),
        width: fields.length,
        filled: fields.filter((field) => field !== null).length,
      });
      return;
    }
    // The first row is the header; other rows lack the cells that are empty at their ends.
    if (this.width === 0) this.width = fields.length;
    while (fields.length < this.width) fields.push(null);
    this.records.push({ line, fields, errors });
  }
}

/** Place of a cell's column, from 0, by its name, e.g. 27 for AB12. */
function placeOf(name: string): number {
  let place = 0;
  for (const letter of name.slice(0, 4)) {
    const digit = letter.charCodeAt(0) - 64;
    if (digit < 1 || digit > 26) break;
    place = place * 26 + digit;
  }
  return place - 1;
}
