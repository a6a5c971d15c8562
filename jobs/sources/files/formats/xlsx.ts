import { createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FeedDialect } from '../../../../model/feed-dialect';
import { JobError } from '../../../errors';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../../lake/temporary-folders';
import { UnpackedBytes } from '../packed/unpack-limits';
import { ZipArchive } from '../packed/zip-archive';
import type { DeliveredFile, FileFormat } from './format';
import { type TableRecord, tableLines } from './table-lines';
import { sheetRecords } from './workbook/sheet-records';
import { openWorkbook } from './workbook/workbook';

/** A sheet of an Excel workbook. A file fills one table. */
export const xlsx: FileFormat = {
  id: 'xlsx',
  extensions: ['xlsx', 'xlsm'],
  isReadWhole: true,
  read: (file, layout) => tableLines(recordsOf(file, layout), layout, file.shownAs),
};

/** The first rows of a workbook that hold anything, whatever they are: its header may be among them. @throws JobError `FILE_*` */
export async function firstRows(file: DeliveredFile, count: number) {
  const found: { readonly line: number; readonly fields: readonly (string | null)[] }[] = [];
  for await (const records of recordsOf(file, {})) {
    for (const record of records) if ('fields' in record) found.push(record);
    if (found.length >= count) break;
  }
  return found.slice(0, count);
}

async function* recordsOf(
  file: DeliveredFile,
  dialect: Pick<FeedDialect, 'header' | 'footer' | 'sheet'>,
): AsyncGenerator<readonly TableRecord[]> {
  const { shownAs } = file;
  const { path, remove } = await onDisk(file);
  try {
    await checkBeginning(path, shownAs);
    const archive = await ZipArchive.open(path, new UnpackedBytes((await stat(path)).size, shownAs), shownAs);
    try {
      yield* sheetRecords(await openWorkbook(archive, dialect.sheet, shownAs), dialect, shownAs);
    } finally {
      archive.close();
    }
  } finally {
    await remove();
  }
}

/** A workbook is read from its end: the parts of one that came packed are written to a folder of this user first. */
async function onDisk(file: DeliveredFile): Promise<{ path: string; remove: () => Promise<void> }> {
  if (file.path !== undefined) return { path: file.path, remove: async () => {} };
  const folder = await makeTemporaryFolder('inbox');
  const remove = () => removeTemporaryFolder(folder);
  const path = join(folder, 'workbook');
  try {
    await pipeline(Readable.from(file.content()), createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, remove };
}

async function checkBeginning(path: string, shownAs: string): Promise<void> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    if (bytesRead === 0) throw new JobError('FILE_EMPTY', `${shownAs} is empty`);
    const start = buffer.toString('latin1', 0, bytesRead);
    if (start.startsWith('PK')) return;
    const what = start === '\xd0\xcf\x11\xe0' ? 'is an old workbook (.xls), or has a password' : 'is not a workbook';
    throw new JobError('FILE_FORMAT_DIFFERS', `${shownAs} ${what}`);
  } finally {
    await file.close();
  }
}
