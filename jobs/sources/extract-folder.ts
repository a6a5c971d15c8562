import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { keyScanOf } from '../../model/key-scan';
import {
  absentColumns,
  cursorSource,
  keySources,
  type MappedColumn,
  mappedColumns,
  placeAmong,
  type SourceColumn,
  sourceColumns,
  sourceNames,
  sourceTable,
} from '../../model/mapping/mapped-columns';
import type { HospitalSpec } from '../../model/spec';
import type { Entity } from '../../model/types';
import { JobError } from '../errors';
import { canonicalRows } from '../lake/canonical-text';
import { centsOf, dollars } from '../lake/cents';
import type { SourceTotals } from '../lake/manifest';
import { instantText } from '../lake/row-text';
import type { SourceKeys } from '../lake/scanned-content';
import { comparableCursor, earlierCursor } from './cursor-text';
import { readHeader } from './files/formats/csv-header';
import { type CsvSettings, readCsv } from './files/formats/csv-records';
import type { Snapshot, TableSource, Window } from './source';
import { CLOCK_SET_BACK, clockIn } from './zone-clock';

const FORMAT: CsvSettings = { delimiter: ',', encoding: 'utf8' };

/** The rows of one extract: fields of the source columns that the table is built from. */
type Rows = AsyncGenerator<(string | null)[]>;

/**
 * A folder with an extract `<table>.csv` for each table, under the source's own names, in place of the database.
 * Nothing between two delimiters is NULL, `""` is an empty text. An extract with a line that is not a row is refused: a database has only rows.
 */
export class ExtractFolder implements TableSource {
  /** @param clock the moment of a snapshot. @default this machine's clock */
  constructor(
    private readonly hospital: Pick<HospitalSpec, 'mapping' | 'keyScan'>,
    private readonly folder: string,
    private readonly clock: () => Date = () => new Date(),
  ) {}

  async snapshot<Result>(
    entity: Entity,
    window: Window,
    work: (snapshot: Snapshot) => Promise<Result>,
  ): Promise<Result> {
    const { mapping } = this.hospital;
    const isScanned = keyScanOf(this.hospital, entity.name) !== 'never';
    const table = sourceTable(entity, mapping);
    const { from, where } = mapping[entity.name] ?? {};
    if (from?.query !== undefined || where !== undefined)
      throw new JobError('SOURCE_UNSUITED', `the mapping of ${entity.name} has a query or a condition`);
    const path = join(this.folder, `${table}.csv`);
    await access(path).catch(async () => {
      const why = (await isFolder(this.folder))
        ? ''
        : ', nor any other of this hospital: the sample was written before it was added';
      throw new JobError('SOURCE_TABLE_MISSING', `there is no extract "${table}.csv"${why}`);
    });
    const columns = mappedColumns(entity, mapping);
    const sources = sourceColumns(columns);
    const absent = new Set<string>();
    const read = () => extractRows(path, table, columns, absent);
    const chosen = cursorSource(entity, mapping);
    const cursor = chosen ? placeAmong(sources, chosen.name) : -1;
    const zone = chosen?.zone ?? null;
    const keys = keySources(entity, columns).map(({ name }) => placeAmong(sources, name));
    const takenAt = instantText(this.clock());
    const watermark = await highestCursor(read(), cursor, window.until, clockIn(zone, takenAt));
    return work({
      takenAt,
      // The pass for the watermark has seen the header.
      absent: [...absent],
      // A text says itself whether it is an instant.
      instants: [],
      watermark,
      rows: () => canonicalRows(() => withinWindow(read(), cursor, inZone(window, zone))),
      rowsOf: (wanted) => canonicalRows(() => withKeys(read(), keys, wanted)),
      keys: () => (isScanned ? canonicalRows(() => only(read(), keys)) : null),
      proof: () => null,
      totals: async () => (isScanned && window.until === null ? totalsOf(read(), columns, entity) : null),
    });
  }

  used(): null {
    return null;
  }

  async close(): Promise<void> {}
}

/** A local clock is set back once a year. */
function inZone(window: Window, zone: string | null): Window {
  return zone === null ? window : { ...window, lookbackSeconds: Math.max(window.lookbackSeconds, CLOCK_SET_BACK) };
}

function isFolder(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Adds to `absent` the names of the columns that the extract lacks. */
async function* extractRows(path: string, table: string, columns: readonly MappedColumn[], absent: Set<string>): Rows {
  const sources = sourceColumns(columns);
  let places: readonly (number | null)[] | undefined;
  for await (const records of readCsv(createReadStream(path), FORMAT)) {
    for (const record of records) {
      if (!('fields' in record)) {
        const why = 'problem' in record ? record.problem : record.declared;
        throw new JobError('SOURCE_READ_FAILED', `extract "${table}.csv", line ${record.line}: ${why}`);
      }
      if (places) {
        const { fields } = record;
        yield places.map((place) => (place === null ? null : (fields[place] ?? null)));
      } else {
        places = checkedPlaces(record.fields, table, sources);
        const lacked = places;
        for (const name of absentColumns(columns, (source) => lacked[placeAmong(sources, source)] !== null))
          absent.add(name);
      }
    }
  }
  if (!places) checkedPlaces([], table, sources);
}

function checkedPlaces(header: readonly (string | null)[], table: string, columns: readonly SourceColumn[]) {
  const { places, missing, repeated } = readHeader(header, columns);
  if (missing.length > 0) {
    throw new JobError('SOURCE_COLUMN_MISSING', `extract "${table}.csv" lacks ${missing.join(', ')}`);
  }
  if (repeated.length > 0) {
    throw new JobError('FILE_COLUMN_REPEATED', `extract "${table}.csv" repeats ${repeated.join(', ')}`);
  }
  return places;
}

/** The same rule as MySQL's window: a row without a readable cursor is always read. The last field is for the line of a feed's file. */
async function* withinWindow(rows: Rows, cursor: number, window: Window): Rows {
  const from = window.watermark === null ? null : earlierCursor(window.watermark, window.lookbackSeconds);
  const until = comparableCursor(window.until);
  for await (const row of rows) {
    const at = cursor < 0 ? null : comparableCursor(row[cursor] ?? null);
    if (at === null || ((from === null || at >= from) && (until === null || at <= until))) yield [...row, null];
  }
}

/** One pass over the extract: it has no index. */
async function* withKeys(
  rows: Rows,
  places: readonly number[],
  keys: AsyncIterable<SourceKeys>,
): AsyncGenerator<(string | null)[]> {
  const wanted = new Set<string>();
  for await (const group of keys) for (const key of group) wanted.add(JSON.stringify(key));
  if (wanted.size === 0) return;
  for await (const row of rows)
    if (wanted.has(JSON.stringify(places.map((place) => row[place] ?? null)))) yield [...row, null];
}

async function* only(rows: Rows, places: readonly number[]): Rows {
  for await (const row of rows) yield places.map((place) => row[place] ?? null);
}

/** Exact: cents are added as whole numbers. */
async function totalsOf(rows: Rows, columns: readonly MappedColumn[], entity: Entity): Promise<SourceTotals> {
  const sources = sourceColumns(columns);
  const fieldOf = (row: readonly (string | null)[], name: string) => row[placeAmong(sources, name)] ?? null;
  const money = columns.filter(({ column }) => column.unit === 'usd').map((mapped) => ({ ...mapped, cents: 0n }));
  const keys = columns.filter(({ column }) => entity.key.includes(column.name));
  let counted = 0;
  for await (const row of rows) {
    if (keys.every((key) => hasValue(key, (name) => fieldOf(row, name)))) counted++;
    for (const each of money) each.cents += centsIn(each, (name) => fieldOf(row, name));
  }
  return { rows: counted, sums: Object.fromEntries(money.map(({ column, cents }) => [column.name, dollars(cents)])) };
}

/** Whether landing gets a value for the column, NULL being none. */
function hasValue({ origin, split }: MappedColumn, field: (name: string) => string | null): boolean {
  const text =
    origin.kind === 'concat'
      ? origin.parts.reduce<string | null>((before, part) => {
          const next = 'column' in part ? field(part.column) : part.text;
          return before === null || next === null ? null : before + next;
        }, '')
      : origin.kind === 'constant'
        ? origin.text
        : (sourceNames({ origin })
            .map(field)
            .find((each) => each !== null && (origin.kind === 'column' || each.trim() !== '')) ?? null);
  return text !== null && (split === null || text.split(split.by).length >= split.part);
}

function centsIn(mapped: MappedColumn, field: (name: string) => string | null): bigint {
  const { origin, trim, stripPrefix, scale } = mapped;
  const [name] = sourceNames(mapped);
  const text = origin.kind === 'constant' ? origin.text : (name !== undefined && field(name)) || '';
  return centsOf(withoutPrefix(trim ? text.trim() : text, stripPrefix), scale) ?? 0n;
}

function withoutPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

/** As the extract wrote it. A cursor in the future is not a watermark: it would hide rows that come before it. */
async function highestCursor(rows: Rows, cursor: number, until: string | null, now: string): Promise<string | null> {
  const limit = comparableCursor(until) ?? now;
  let highest: { readonly text: string; readonly at: string } | null = null;
  // Every row is read, also without a cursor: a broken extract is refused before any of it is landed.
  for await (const row of rows) {
    const text = cursor < 0 ? null : (row[cursor] ?? null);
    const at = comparableCursor(text);
    if (text === null || at === null || at > limit || at > now) continue;
    if (highest === null || at > highest.at) highest = { text, at };
  }
  return highest?.text ?? null;
}
