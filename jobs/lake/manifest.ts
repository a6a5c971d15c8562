import { z } from 'zod';

/** Why a file is refused. */
export const REFUSALS = [
  'FILE_EMPTY',
  'FILE_HEADER_BROKEN',
  'FILE_ENCODING_DIFFERS',
  'FILE_FORMAT_DIFFERS',
  'FILE_ARCHIVE_INVALID',
  'FILE_WORKBOOK_INVALID',
  'FILE_SHEET_MISSING',
  'FILE_LIMIT_EXCEEDED',
  'FILE_FOOTER_MISSING',
  'FILE_COLUMN_MISSING',
  'FILE_COLUMN_REPEATED',
  'FILE_TOO_MANY_BAD_LINES',
  'FILE_WITHOUT_ROWS',
] as const;

/** What a whole table adds up to at its source, computed there and not from the rows that were read. */
const sourceTotals = z.strictObject({
  /** Rows whose key is not NULL. */
  rows: z.int().min(0),
  /**
   * Sum of each money column over all rows, by the model's column name: decimal text with two decimals. Each value is rounded half away
   * from zero to cents before it is added; NULL and texts that are not amounts add nothing. A column that the source lacks is left out.
   */
  sums: z.record(z.string(), z.string()),
});
export type SourceTotals = Readonly<z.output<typeof sourceTotals>>;

const part = z.strictObject({ key: z.string(), rows: z.int().min(0) });

/** What a landing folder holds; written last, so that a folder without one is not there yet. */
export const landingManifestSchema = z.strictObject({
  version: z.literal(1),
  runId: z.string(),
  hospitalId: z.string(),
  table: z.string(),
  /** The source's clock at the snapshot, UTC, `YYYY-MM-DD HH:MM:SS.ffffff`. */
  takenAt: z.string(),
  /** Highest cursor in the snapshot, the source's exact text; null: no cursor, or no rows. */
  watermark: z.string().nullable(),
  /** `mappingVersion(...)` under which the rows were read; null: from before it was recorded. */
  mappingVersion: z.string().nullable().default(null),
  rows: z.int().min(0),
  parts: z.array(part),
  /** Key scan; null: none was made. */
  keyParts: z.array(part).nullable(),
  /** Lines that are not rows: parquet with the columns of the entity's quarantine table. */
  rejectedParts: z.array(part),
  rejectedRows: z.int().min(0),
  /** Files that were read, to be archived once their rows are in bronze. `key` is relative to the inbox. A duplicate brings no rows. */
  files: z.array(
    z.strictObject({
      key: z.string(),
      sha256: z.string(),
      bytes: z.int(),
      rows: z.int(),
      rejectedRows: z.int(),
      /** Further header lines, dropped. */
      repeatedHeaders: z.int(),
      /** Lines that the feed declares to be comments or a footer, dropped. */
      declaredLines: z.int().min(0).default(0),
      /** Members of a packed file that are not files of the feed's format; they are left alone. */
      otherMembers: z.int().min(0).default(0),
      /** Places, from 1, of the file's columns that its table does not have: their values are not read. */
      unknownColumns: z.array(z.int()).default([]),
      /** Columns of the table that the file lacks: NULL in all of its rows. */
      absentColumns: z.array(z.string()).default([]),
      duplicate: z.boolean(),
      /** When the file arrived, as the inbox says. A manifest from before it was recorded does not know. */
      modifiedAt: z.string().nullable().default(null),
      /** The earlier run that loaded the file and ended before it archived it; null: this run loads it. It brings no rows here. */
      loadedBy: z.string().nullable().default(null),
    }),
  ),
  /** Files that were refused and stay in the inbox: nothing of them was landed. The table's way fails with the first one's code, at its end. */
  refused: z.array(z.strictObject({ sha256: z.string(), code: z.enum(REFUSALS), detail: z.string() })).default([]),
  /** Columns of the table that the database lacks. */
  absentColumns: z.array(z.string()).default([]),
  /** Objects in the feed's folder whose names are not those of its files; they are left alone. */
  otherFiles: z.int().min(0).default(0),
  /** Sum per money column over the landed rows, decimal text: what staging must come to once they are loaded. */
  totals: z.record(z.string(), z.string()),
  /** Whether the landed rows are every row that the source has. A manifest from before it was asked says no. */
  whole: z.boolean().default(false),
  /**
   * Rows that were read by their keys, because the warehouse lacked them or had another content, and what was compared to find them; null:
   * nothing was, since every row was read, or the source is files.
   */
  healed: z
    .strictObject({ compared: z.enum(['keys', 'rows']), rows: z.int().min(0) })
    .nullable()
    .default(null),
  /** Totals of the whole table at the source in the same snapshot; null: files, or the source was not asked. */
  sourceTotals: sourceTotals.nullable().default(null),
});
export type LandingManifest = z.output<typeof landingManifestSchema>;

/** The files whose rows a landing brings: not those that say what was said before, nor those that an earlier run loaded. */
export function broughtFiles({ files }: Pick<LandingManifest, 'files'>): LandingManifest['files'] {
  return files.filter(({ duplicate, loadedBy }) => !duplicate && loadedBy === null);
}

/** The newest of them, which says what there is where files hold a whole table; undefined: the landing brings none. */
export function newestBroughtFile(
  manifest: Pick<LandingManifest, 'files'>,
): LandingManifest['files'][number] | undefined {
  return broughtFiles(manifest).at(-1);
}

/** Whether a failure is about one file, which holds back no other. */
export function isRefusal(code: string): code is (typeof REFUSALS)[number] {
  return (REFUSALS as readonly string[]).includes(code);
}

/** Folder of one table of one run, relative to the landing store, with a trailing slash. */
export function landingPrefix(hospitalId: string, table: string, runId: string): string {
  return `${hospitalId}/${table}/run=${runId}/`;
}

/** Key of the manifest in its folder. */
export function manifestKey(prefix: string): string {
  return `${prefix}_manifest.json`;
}
