import type { MappedColumn } from '../../../model/mapping';
import { JobError } from '../../errors';
import type { LandingFolder, RejectedLine } from '../../lake/landing';
import type { LandingManifest } from '../../lake/manifest';
import type { Lake, StoredObject } from '../../lake/object-store';
import { canonicalRows, type RowFields } from '../canonical-text';
import { instantText } from '../cursor-text';
import { type CsvFormat, readCsv } from './csv';
import { readHeader } from './header';
import { archiveKey, arrivedFiles, type FetchedFile, withFetchedFile } from './inbox';

/** Rejected lines that wait in memory. */
const REJECTED_AT_ONCE = 5_000;
/** Lines that a refusal names. */
const LINES_NAMED = 5;

/** A feed of one hospital, or of the group's reference files. */
export interface Feed {
  readonly hospitalId: string;
  readonly table: string;
  readonly format: CsvFormat;
  readonly columns: readonly MappedColumn[];
  /** More than this share of lines that are no rows refuses the file. 0 to 1. */
  readonly maximumBadLineShare: number;
}

/** What the manifest says about one file. */
type FileRecord = LandingManifest['files'][number];

/**
 * Lands every file of a feed that has arrived, the oldest first. One file that is refused fails the step before anything is landed:
 * all files stay in the inbox, and the next attempt takes them in the same order.
 * A file whose content is in the archive, or came twice, is recorded as a duplicate and brings no rows.
 * @returns the moment of the newest file (now, when there is none), and every file.
 * @throws JobError `FILE_EMPTY`, `FILE_COLUMN_MISSING`, `FILE_COLUMN_REPEATED`, `FILE_TOO_MANY_BAD_LINES`
 */
export async function landFeed(
  feed: Feed,
  lake: Pick<Lake, 'inbox' | 'archive'>,
  landing: LandingFolder,
): Promise<{ takenAt: string; files: FileRecord[] }> {
  const { hospitalId, table } = feed;
  const files: FileRecord[] = [];
  const arrived = await arrivedFiles(lake.inbox, hospitalId, table);
  for (const object of arrived) {
    const record = await withFetchedFile(lake.inbox, object.key, async (file) => {
      const known = { key: object.key, sha256: file.sha256, bytes: file.bytes };
      const seen = files.some(({ sha256 }) => sha256 === file.sha256);
      const duplicate = seen || (await lake.archive.exists(archiveKey(hospitalId, table, file.sha256)));
      if (duplicate) return { ...known, rows: 0, rejectedRows: 0, repeatedHeaders: 0, duplicate };
      return { ...known, ...(await landFile(feed, object, file, landing)), duplicate };
    });
    files.push(record);
  }
  const newest = arrived.at(-1);
  return { takenAt: instantText(newest ? new Date(newest.modifiedAt) : new Date()), files };
}

async function landFile(feed: Feed, object: StoredObject, file: FetchedFile, landing: LandingFolder) {
  // File names hold names of people now and then: an error says which file by its content.
  const where = `a file of ${feed.hospitalId}/${feed.table} (sha256 ${file.sha256.slice(0, 12)})`;
  const origin = { takenAt: instantText(new Date(object.modifiedAt)), sourceFile: file.sha256 };
  const rejected: RejectedLine[] = [];
  const named: string[] = [];
  let [rejectedRows, repeatedHeaders, hasHeader] = [0, 0, false];
  const landRejected = () => landing.rejected(rejected.splice(0), origin);

  async function* rows(): AsyncGenerator<RowFields> {
    let header: ReturnType<typeof checkedHeader> | undefined;
    for await (const records of readCsv(file.content(), feed.format)) {
      for (const record of records) {
        if ('problem' in record) {
          // Without a header no line can be told from another.
          if (!header)
            throw new JobError('FILE_COLUMN_MISSING', `${where} has an unreadable header line (${record.problem})`);
          rejected.push({ line: record.line, rule: record.problem, raw: record.raw });
          rejectedRows++;
          if (named.length < LINES_NAMED) named.push(`${record.line} (${record.problem})`);
          if (rejected.length >= REJECTED_AT_ONCE) await landRejected();
        } else if (!header) {
          header = checkedHeader(record.fields, feed.columns, where);
          hasHeader = true;
        } else if (header.repeats(record.fields)) repeatedHeaders++;
        else {
          const { fields } = record;
          yield [
            ...header.places.map((place) => (place === null ? null : (fields[place] ?? null))),
            String(record.line),
          ];
        }
      }
    }
  }
  const landed = await landing.rows(canonicalRows(rows), origin);
  if (!hasHeader || landed + rejectedRows === 0) throw new JobError('FILE_EMPTY', `${where} has no rows`);
  if (rejected.length > 0) await landRejected();
  if (rejectedRows / (landed + rejectedRows) > feed.maximumBadLineShare) {
    const total = landed + rejectedRows;
    const more = rejectedRows > named.length ? ', ...' : '';
    throw new JobError(
      'FILE_TOO_MANY_BAD_LINES',
      `${where}: ${rejectedRows} of ${total} lines, ${named.join(', ')}${more}`,
    );
  }
  return { rows: landed, rejectedRows, repeatedHeaders };
}

function checkedHeader(fields: readonly (string | null)[], columns: readonly MappedColumn[], where: string) {
  const header = readHeader(fields, columns);
  if (header.missing.length > 0) {
    throw new JobError('FILE_COLUMN_MISSING', `${where} lacks ${header.missing.join(', ')}`);
  }
  if (header.repeated.length > 0) {
    throw new JobError('FILE_COLUMN_REPEATED', `${where} repeats ${header.repeated.join(', ')}`);
  }
  return header;
}
