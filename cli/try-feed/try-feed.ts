import { statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { JobError } from '../../jobs/errors';
import { arrival, packingOf } from '../../jobs/sources/files/arrival';
import { readCsv } from '../../jobs/sources/files/formats/csv-records';
import type { DeliveredFile, FileFormat } from '../../jobs/sources/files/formats/format';
import { fileFormat } from '../../jobs/sources/files/formats/registry';
import { asBytes } from '../../jobs/sources/files/formats/text-encoding';
import { firstRows } from '../../jobs/sources/files/formats/xlsx';
import { filesIn } from '../../jobs/sources/files/packed/packed-file';
import { asDelivered } from '../../model/as-delivered';
import { REFERENCE_OWNER } from '../../model/datasets';
import { feedOf, mappingOf } from '../../model/feed-of';
import { liesInPath } from '../../model/feed-path';
import type { ColumnMapping, MappingSpec } from '../../model/mapping/mapping-spec';
import { modelOf } from '../../model/model';
import type { FeedSpec, PipelineSpec } from '../../model/spec';
import type { Entity } from '../../model/types';
import { UsageError } from '../errors/usage-error';
import { type GuessedDialect, guessDialect } from './guess-dialect';
import { headerRow } from './header-row';
import { type TriedRows, tryRows } from './try-rows';

/** Bytes that a dialect is guessed from. */
const SAMPLE = 1_000_000;
/** Rows of a workbook that may be its header. */
const FIRST_ROWS = 30;

/** Which feed a file is tried as. */
export interface TryFeedOptions {
  /** Id of the hospital; `REFERENCE_OWNER` for a file of the group. */
  readonly hospital: string;
  readonly feed: string;
  /** Try the feed as the environment describes it. */
  readonly asIs?: true;
}

/** What a file is taken for, and what became of its rows. No value of a row is in it. */
export interface FeedTrial {
  readonly hospital: string;
  readonly table: string;
  readonly format: string;
  /** Fields for the feed; those that are as usual are left out. */
  readonly dialect: Partial<Omit<FeedSpec, 'table'>>;
  readonly confidence: number;
  /** Columns of the file. */
  readonly columns: number;
  /** Common column -> name in the header, where it is neither the usual one nor one of the environment's mapping; amounts in cents are scaled. */
  readonly mapping: Readonly<Record<string, ColumnMapping>>;
  readonly missing: readonly { readonly column: string; readonly required: boolean; readonly reason: string }[];
  /** Places in the header, from 1, that nothing takes. Not their texts: a row that is taken for a header may be one of data. */
  readonly unused: readonly number[];
  readonly notes: readonly string[];
  /** null: no header was recognized, so no row was read. */
  readonly tried: TriedRows | null;
}

/** What is known of a file before its rows are read. */
interface Look {
  readonly guess: GuessedDialect;
  readonly header: readonly string[];
}

/** Looks at a delivered file and tries it as a feed of the environment. @throws UsageError, JobError `FILE_*` */
export async function tryFeed(spec: PipelineSpec, path: string, options: TryFeedOptions): Promise<FeedTrial> {
  const { hospital: hospitalId, feed: table } = options;
  const stated = feedOf(spec, hospitalId, table);
  const entity = entityOf(spec, hospitalId, table, stated);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new UsageError(`there is no file ${path}`, 'Name a file on this machine.');
  // A pipe would be waited for.
  if (!found.isFile())
    throw new UsageError(`${path} is not a file`, 'Name one file, and not a folder, pipe or device.');
  const triedFeed = { hospitalId, entity, addsLines: stated?.lines?.then === 'sum' };
  const format = fileFormat(options.asIs ? stated?.format : formatOf(path));
  const notes: string[] = [];
  let name = basename(path);
  if (arrival(name, format.extensions) !== 'delivered') {
    notes.push(
      `a file of this name would not be taken: the feed takes .${[...format.extensions, 'gz', 'zip'].join(', .')}`,
    );
    name = `try.${format.extensions[0]}`;
  }
  if (stated) notes.push(...unlikeStated(stated, { hospitalId, name: basename(path), format: format.id }));
  if (entity.content !== undefined && stated === undefined)
    notes.push(`say what each file holds: content: 'full', every row of ${table}, or 'changes'`);
  const content = entity.content === undefined ? {} : { content: entity.content };
  const usual = {
    ...content,
    table,
    delimiter: ',',
    encoding: 'utf8',
    cadence: stated?.cadence ?? 'monthly',
  } as const;
  const facts = { hospital: hospitalId, table, format: format.id };
  if (options.asIs) {
    if (!stated) throw new UsageError(`${hospitalId} has no feed ${table}`, 'Leave out --as-is, or add the feed.');
    // The file is tried as one that lies where it belongs.
    const { path: _path, ...placed } = stated;
    const tried = await tryRows(specWith(spec, hospitalId, placed, null), triedFeed, { path, name });
    const { table: _, ...dialect } = stated;
    return { ...facts, dialect, confidence: 1, columns: 0, mapping: {}, missing: [], unused: [], notes, tried };
  }
  const known = mappingOf(spec, hospitalId)[table];
  const { guess, header: row } = await lookAt({ path, name }, format, entity, known);
  const header = headerRow(entity, row, known);
  const dialect = { ...(format.id === 'csv' ? {} : { format: format.id }), ...guess.dialect };
  const guessed = { ...facts, dialect, columns: guess.columns, confidence: guess.confidence };
  if (!header.isHeader) {
    notes.push(
      `its first line may be a row, and is not shown: ${header.known} of its ${header.texts} texts are known names. If it is a row, give names in the order of the columns, header: { names: [...] }; if it is a header, give its names in the mapping; then try --as-is`,
    );
    return { ...guessed, mapping: {}, missing: [], unused: [], notes: [...notes, ...guess.notes], tried: null };
  }
  const source = new Map(entity.columns.map((column) => [column.name, column.source]));
  const mapping = Object.fromEntries(
    Object.entries(header.found).filter(
      ([column, from]) => typeof from !== 'string' || from.toLowerCase() !== source.get(column)?.toLowerCase(),
    ),
  );
  const feed: FeedSpec = { ...usual, ...(stated?.lines ? { lines: stated.lines } : {}), ...dialect };
  const columns = { ...header.stated, ...mapping };
  const tried = await tryRows(specWith(spec, hospitalId, feed, columns), triedFeed, { path, name });
  const missing = header.holes.map(({ column, required, reason }) => ({ column, required, reason }));
  return { ...guessed, mapping, missing, unused: header.unused, notes: [...notes, ...guess.notes], tried };
}

/** The table as files deliver it. One of an EMR that is not exported yet is taken for changes. */
function entityOf(spec: PipelineSpec, owner: string, table: string, stated: FeedSpec | undefined): Entity {
  const isReference = owner === REFERENCE_OWNER;
  if (!isReference && !spec.hospitals.some(({ id }) => id === owner)) {
    const known = [...spec.hospitals.map(({ id }) => id), REFERENCE_OWNER].join(', ');
    throw new UsageError(`there is no hospital ${owner}`, `Name one of ${known}.`);
  }
  const tables = modelOf(spec).entities.filter(({ origin }) => (origin === 'reference') === isReference);
  const found = tables.find(({ name }) => name === table);
  if (found) return asDelivered(found, stated ?? {});
  throw new UsageError(
    `${table} does not come as a file of ${owner}`,
    `Name one of ${tables.map(({ name }) => name).join(', ')}.`,
  );
}

/** In what a file is not one of the feed that the environment has. */
function unlikeStated(
  stated: FeedSpec,
  file: { readonly hospitalId: string; readonly name: string; readonly format: string },
): string[] {
  const notes: string[] = [];
  if (stated.format !== undefined && stated.format !== file.format)
    notes.push(
      `the environment says that files of this feed are ${stated.format}; this one is tried as ${file.format}`,
    );
  const pattern = stated.path?.split('/').at(-1);
  if (pattern !== undefined && !liesInPath(file.name, { owner: file.hospitalId, table: stated.table, path: pattern }))
    notes.push(`a file of this name would not be taken: the path of the feed is ${stated.path}`);
  return notes;
}

function formatOf(path: string): string {
  const inner = packingOf(path) === 'gz' ? path.slice(0, -3) : path;
  return /^\.xls[xm]$/i.test(extname(inner)) ? 'xlsx' : 'csv';
}

/** The first file of the format in it, and what it seems to be. */
async function lookAt(
  file: { readonly path: string; readonly name: string },
  format: FileFormat,
  entity: Entity,
  mapping: MappingSpec[string] | undefined,
): Promise<Look> {
  for await (const each of filesIn({ ...file, shownAs: 'the file' }, format))
    return format.id === 'xlsx' ? lookAtSheet(each, entity, mapping) : lookAtText(each);
  throw new JobError('FILE_EMPTY', 'the file is empty');
}

async function lookAtText(file: DeliveredFile): Promise<Look> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let isWhole = true;
  for await (const chunk of file.content()) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes <= SAMPLE) continue;
    isWhole = false;
    break;
  }
  if (bytes === 0) throw new JobError('FILE_EMPTY', 'the file is empty');
  const sample = Buffer.concat(chunks);
  const guess = guessDialect(sample, isWhole);
  if (!guess)
    throw new JobError(
      'FILE_COLUMN_MISSING',
      'no delimiter splits most lines of the file into the same number of fields',
    );
  const settings = { delimiter: ',', encoding: 'utf8' as const, ...guess.dialect };
  for await (const records of readCsv(asBytes(once(sample), settings.encoding, 'the file'), settings))
    for (const record of records)
      if ('fields' in record) return { guess, header: record.fields.map((field) => field ?? '') };
  return { guess, header: [] };
}

async function* once(sample: Buffer) {
  yield sample;
}

/** The row of the first ones in which most names are known. */
async function lookAtSheet(
  file: DeliveredFile,
  entity: Entity,
  mapping: MappingSpec[string] | undefined,
): Promise<Look> {
  let best: { line: number; header: string[]; known: number } | null = null;
  for (const { line, fields } of await firstRows(file, FIRST_ROWS)) {
    const header = fields.map((field) => field ?? '');
    const { known } = headerRow(entity, header, mapping);
    if (best === null || known > best.known) best = { line, header, known };
  }
  if (!best) throw new JobError('FILE_EMPTY', 'the file is empty');
  const { line, header } = best;
  const dialect = line > 1 ? { header: { line } } : {};
  return { guess: { dialect, columns: header.length, headerLine: line, confidence: 1, notes: [] }, header };
}

/** The spec with this feed and this mapping of it. */
function specWith(
  spec: PipelineSpec,
  owner: string,
  feed: FeedSpec,
  columns: Readonly<Record<string, ColumnMapping>> | null,
): PipelineSpec {
  const mapped = (before: MappingSpec = {}) => (columns ? { ...before, [feed.table]: { columns } } : before);
  if (owner === REFERENCE_OWNER) return { ...spec, references: [feed], mapping: mapped(spec.mapping) };
  const hospitals = spec.hospitals.map((each) =>
    each.id === owner ? { ...each, feeds: [feed], mapping: mapped(each.mapping) } : each,
  );
  return { ...spec, hospitals };
}
