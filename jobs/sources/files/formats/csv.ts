import { JobError } from '../../../errors';
import { type CsvRecord, readCsv } from './csv-records';
import type { FileFormat } from './format';
import { tableLines } from './table-lines';
import { asBytes } from './text-encoding';

/** Delimited text. A file fills one table. */
export const csv: FileFormat = {
  id: 'csv',
  extensions: ['csv', 'txt', 'psv', 'tsv'],
  async *read(file, layout) {
    const bytes = asBytes(file.content(), layout.encoding, file.shownAs);
    yield* tableLines(withoutZeros(readCsv(bytes, layout), file.shownAs), layout, file.shownAs);
  },
};

/** A first record has no NUL, but in UTF-16 every second byte is one, and a program or a picture has many. */
async function* withoutZeros(batches: AsyncIterable<CsvRecord[]>, shownAs: string): AsyncGenerator<CsvRecord[]> {
  let isFirst = true;
  for await (const records of batches) {
    const [first] = records;
    if (isFirst && first && !('declared' in first)) {
      const text = 'problem' in first ? first.raw : first.fields.join('');
      if (text.includes('\0'))
        throw new JobError('FILE_ENCODING_DIFFERS', `${shownAs} has NUL bytes in its header, as UTF-16 has`);
    }
    isFirst = false;
    yield records;
  }
}
