import { absentColumns, type MappedColumn } from '../../../model/mapping/mapped-columns';
import type { Entity } from '../../../model/types';
import { JobError } from '../../errors';
import { canonicalRows, type RowFields } from '../../lake/canonical-text';
import { type ColumnReadings, ColumnSurvey } from '../../lake/column-reading';
import type { LandingFolder, RejectedLine } from '../../lake/landing';
import { isRefusal, type LandingManifest } from '../../lake/manifest';
import type { Lake, StoredObject } from '../../lake/object-store';
import { instantText } from '../../lake/row-text';
import type { FeedLayout, FileFormat } from './formats/format';
import { arrivedFiles, type FetchedFile, withFetchedFile } from './inbox';
import { filesIn, type LocalFile } from './packed/packed-file';
import { shownFile } from './shown-file';

/** Rejected lines that wait in memory. */
const REJECTED_AT_ONCE = 5_000;
/** Lines that a refusal names. */
const LINES_NAMED = 5;
/** What a file brings that is not read. */
const NOTHING = {
  rows: 0,
  rejectedRows: 0,
  repeatedHeaders: 0,
  declaredLines: 0,
  otherMembers: 0,
  unknownColumns: [],
  absentColumns: [],
};

/** A feed of one hospital, or of the group's reference files. */
export interface Feed {
  readonly hospitalId: string;
  /** Its name is that of the feed's folder, and of the table that is landed. Rows of other tables are landed with those tables. */
  readonly entity: Entity;
  readonly format: FileFormat;
  /** Where its files are in the inbox. @default anywhere in its folder */
  readonly path?: string | undefined;
  readonly layout: FeedLayout;
  /** `mappedColumns(...)` of the table: the layout has the source columns of these. */
  readonly columns: readonly MappedColumn[];
  /** More than this share of lines that are not rows refuses the file. 0 to 1. */
  readonly maximumBadLineShare: number;
  /** A row that states a time more than this after its own delivery counts as of the delivery. Seconds. */
  readonly maximumAheadSeconds: number;
}

/** What the manifest says about one file. */
type FileRecord = LandingManifest['files'][number];
type Refusal = LandingManifest['refused'][number];

/** What earlier runs have loaded of a feed. */
export interface LoadedFiles {
  /** SHA-256 of the file that was loaded last; null: none, or it is not sure which. */
  readonly newest: string | null;
  /** Files of the newest load, each with the run that loaded it. They are still in the inbox when that run ended before it archived them. */
  readonly files: readonly FileRecord[];
}

/**
 * Lands every file of a feed that has arrived, the oldest first. Each file is checked to its end before it is landed.
 * A refused file stays in the inbox and does not stop the others; the result says what is wrong with it.
 * A file with the content of the one before it (in this run, or the one that was loaded last) is a duplicate and brings no rows.
 * Content that comes back after other content is read again: it is what the sender said last. Bronze skips the rows that it has.
 * A file that was loaded and not archived did not come again: it brings no rows, and is archived as the run that loaded it would have.
 * @returns the moment of the newest file that was taken (now, when there is none), and every file.
 */
export async function landFeed(
  feed: Feed,
  lake: Pick<Lake, 'inbox'>,
  landing: LandingFolder,
  loaded: LoadedFiles = { newest: null, files: [] },
): Promise<{ takenAt: string; files: FileRecord[]; refused: Refusal[]; otherFiles: number }> {
  const { hospitalId } = feed;
  const table = feed.entity.name;
  const files: FileRecord[] = [];
  const refused: Refusal[] = [];
  const arrived = await arrivedFiles(lake.inbox, { owner: hospitalId, table, path: feed.path }, feed.format);
  let { newest } = loaded;
  for (const object of arrived.files) {
    await withFetchedFile(lake.inbox, object.key, async (file) => {
      const { key, modifiedAt } = object;
      const known = { key, modifiedAt, sha256: file.sha256, bytes: file.bytes, loadedBy: null };
      const unarchived = loaded.files.find(
        (each) => each.key === key && each.modifiedAt === modifiedAt && each.sha256 === file.sha256,
      );
      if (unarchived) {
        files.push({ ...unarchived, ...NOTHING });
        return;
      }
      if (file.sha256 === newest) {
        files.push({ ...known, ...NOTHING, duplicate: true });
        return;
      }
      const named = { ...file, name: key, shownAs: shownAs(feed, object, file) };
      const survey = new ColumnSurvey(feed.entity, feed.columns);
      const refusal = await refusalOf(feed, named, survey);
      if (refusal) {
        refused.push({ sha256: file.sha256, ...refusal });
        return;
      }
      files.push({ ...known, ...(await landFile(feed, object, named, landing, survey.readings())), duplicate: false });
      newest = file.sha256;
    });
  }
  const last = files.at(-1)?.modifiedAt;
  const takenAt = instantText(last ? new Date(last) : new Date());
  return { takenAt, files, refused, otherFiles: arrived.others };
}

/** A fetched file, and how errors name it. */
type NamedFile = FetchedFile & LocalFile;

/** What a file has besides rows. */
interface BesideRows {
  rejected(line: RejectedLine): Promise<void> | void;
  ofOtherTable?(): void;
  repeatedHeader?(): void;
  declaredLine?(): void;
  otherMember?(): void;
  unknownColumns?(places: readonly number[]): void;
  absentColumns?(sources: readonly string[]): void;
}

/** The rows of a file that belong to the feed's table, in the layout's order, with their lines. @throws JobError `FILE_*` */
async function* readRows(
  { format, layout, entity }: Feed,
  file: NamedFile,
  beside: BesideRows,
): AsyncGenerator<RowFields> {
  for await (const each of filesIn(file, format, () => beside.otherMember?.())) {
    for await (const lines of format.read(each, layout)) {
      for (const line of lines) {
        if ('rule' in line) await beside.rejected(line);
        else if ('repeatedHeader' in line) beside.repeatedHeader?.();
        else if ('declared' in line) beside.declaredLine?.();
        else if ('unknownColumns' in line) beside.unknownColumns?.(line.unknownColumns);
        else if ('absentColumns' in line) beside.absentColumns?.(line.absentColumns);
        else if (line.table === entity.name) yield [...line.fields, String(line.line)];
        else beside.ofOtherTable?.();
      }
    }
  }
}

/** Owner and table, the beginning of the file's name, and its content hash. */
function shownAs({ hospitalId, entity }: Feed, { key }: StoredObject, { sha256 }: FetchedFile): string {
  return `${shownFile(key)} of ${hospitalId}/${entity.name} (sha256 ${sha256.slice(0, 12)})`;
}

/** Reads a file to its end without landing it, for what its columns say; null: it may be landed. */
async function refusalOf(feed: Feed, file: NamedFile, survey: ColumnSurvey): Promise<Omit<Refusal, 'sha256'> | null> {
  const named: string[] = [];
  let [rows, bad] = [0, 0];
  const count = ({ line, rule }: RejectedLine) => {
    bad++;
    if (named.length < LINES_NAMED) named.push(`${line} (${rule})`);
  };
  try {
    for await (const row of readRows(feed, file, { rejected: count, ofOtherTable: () => rows++ })) {
      survey.row(row);
      rows++;
    }
  } catch (error) {
    if (error instanceof JobError && isRefusal(error.code)) return { code: error.code, detail: error.detail };
    throw error;
  }
  if (bad > 0 && bad / (rows + bad) > feed.maximumBadLineShare) {
    const more = bad > named.length ? ', ...' : '';
    const detail = `${file.shownAs}: ${bad} of ${rows + bad} lines, ${named.join(', ')}${more}`;
    return { code: 'FILE_TOO_MANY_BAD_LINES', detail };
  }
  return rows > 0 ? null : { code: 'FILE_WITHOUT_ROWS', detail: `${file.shownAs} has ${file.bytes} bytes and no row` };
}

async function landFile(
  feed: Feed,
  object: StoredObject,
  file: NamedFile,
  landing: LandingFolder,
  readings: ColumnReadings,
) {
  const origin = {
    takenAt: instantText(new Date(object.modifiedAt)),
    sourceFile: file.sha256,
    maximumAheadSeconds: feed.maximumAheadSeconds,
    readings,
  };
  const waiting: RejectedLine[] = [];
  let [rejectedRows, repeatedHeaders, declaredLines, otherMembers] = [0, 0, 0, 0];
  const unknownColumns = new Set<number>();
  const absent = new Set<string>();
  const landRejected = () => landing.rejected(waiting.splice(0), origin);
  const reject = async (line: RejectedLine) => {
    rejectedRows++;
    waiting.push(line);
    if (waiting.length >= REJECTED_AT_ONCE) await landRejected();
  };
  const beside: BesideRows = {
    rejected: reject,
    repeatedHeader: () => repeatedHeaders++,
    declaredLine: () => declaredLines++,
    otherMember: () => otherMembers++,
    unknownColumns: (places) => {
      for (const place of places) unknownColumns.add(place);
    },
    absentColumns: (sources) => {
      for (const source of sources) absent.add(source);
    },
  };
  const rows = canonicalRows(() => readRows(feed, file, beside));
  const landed = await landing.rows(rows, origin);
  if (waiting.length > 0) await landRejected();
  return {
    rows: landed,
    rejectedRows,
    repeatedHeaders,
    declaredLines,
    otherMembers,
    unknownColumns: [...unknownColumns],
    absentColumns: absentColumns(feed.columns, (source) => !absent.has(source)),
  };
}
