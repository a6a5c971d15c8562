import type { MappedColumn } from '../../../../model/mapping/mapped-columns';
import { JobError } from '../../../errors';
import { type Header, readHeader } from './csv-header';
import { type CsvRecord, readCsv } from './csv-records';
import type { FileFormat, FileLine } from './format';

/** Delimited text with a header line that names the columns. A file fills one table. */
export const csv: FileFormat = {
  id: 'csv',
  extensions: ['csv', 'txt', 'psv', 'tsv'],
  async *read(file, layout) {
    const [[table, columns] = ['', []]] = Object.entries(layout.tables);
    let header: Header | undefined;
    const lineOf = (record: CsvRecord): FileLine | null => {
      if (!header) refuseUtf16(record, file.shownAs);
      if ('problem' in record) {
        if (header) return { line: record.line, rule: record.problem, raw: record.raw };
        const reason = `has an unreadable header line (${record.problem})`;
        throw new JobError('FILE_COLUMN_MISSING', `${file.shownAs} ${reason}`);
      }
      const { line, fields } = record;
      if (!header) {
        header = checkedHeader(fields, columns, file.shownAs);
        return header.unknown.length > 0 ? { unknownColumns: header.unknown } : null;
      }
      if (header.repeats(fields)) return { repeatedHeader: line };
      return { table, line, fields: header.places.map((place) => (place === null ? null : (fields[place] ?? null))) };
    };
    for await (const records of readCsv(file.content(), layout)) {
      yield records.map(lineOf).filter((line) => line !== null);
    }
    if (!header) throw new JobError('FILE_EMPTY', `${file.shownAs} is empty`);
  },
};

/** A header has no NUL, but in UTF-16 every second byte is one. */
function refuseUtf16(record: CsvRecord, shownAs: string): void {
  const text = 'problem' in record ? record.raw : record.fields.join('');
  if (text.includes('\0')) throw new JobError('FILE_NOT_UTF8', `${shownAs} has NUL bytes in its header, as UTF-16 has`);
}

function checkedHeader(fields: readonly (string | null)[], columns: readonly MappedColumn[], shownAs: string): Header {
  const broken = fields.findIndex((field) => field !== null && /[\r\n]/.test(field));
  if (broken >= 0) throw new JobError('FILE_HEADER_BROKEN', `${shownAs} has a line break in column ${broken + 1}`);
  const header = readHeader(fields, columns);
  if (header.missing.length > 0) {
    throw new JobError('FILE_COLUMN_MISSING', `${shownAs} lacks ${header.missing.join(', ')}`);
  }
  if (header.repeated.length > 0) {
    throw new JobError('FILE_COLUMN_REPEATED', `${shownAs} repeats ${header.repeated.join(', ')}`);
  }
  return header;
}
