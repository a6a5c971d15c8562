import { cursorSource, isRenamed, mappedColumns } from '../../model/mapping/mapped-columns';
import type { HospitalSpec } from '../../model/spec';
import type { Entity } from '../../model/types';
import { type HashedRow, HashedRows, type RowSums } from '../lake/hashed-rows';
import { type ParquetFolder, withParquetFolder } from '../lake/parquet-folder';
import type { SourceKeys } from '../lake/scanned-content';
import type { Snapshot, TableSource } from './source';

/** Digits of a key's hash by which rows are put into chunks: 4,096 of them. */
const DIGITS = 3;
/** Where more chunks differ, the rows themselves are read: listing so many of them in the database would go through it again and again. */
const MOST_CHUNKS = 400;
/** Keys that one query names. */
export const KEYS_OF_QUERY = 500;
/** More rows are not read a second time, key by key. */
const MOST_RECHECKED = 100_000;
const EVERYTHING = { watermark: null, lookbackSeconds: 0, until: null };

/** What the warehouse has of a table, as hashes of its values. */
export interface KnownRows {
  sums(digits: number): Promise<ReadonlyMap<string, RowSums>>;
  ofChunks(chunks: readonly string[]): Promise<readonly HashedRow[]>;
  ofKeys(keyHashes: readonly string[]): Promise<readonly HashedRow[]>;
}

/** A key, as the values of the source's columns. */
export type Key = HashedRow['key'];

/** What a proof found. Keys may identify a person. */
export interface Proof {
  /** Rows with a key that the source has. */
  readonly rows: number;
  /** Rows that the warehouse lacks. */
  readonly missing: readonly Key[];
  /** Rows that both have, with other values. */
  readonly changed: readonly Key[];
  /** Rows that the source no longer has, by the warehouse's key. */
  readonly gone: readonly Key[];
  /** Rows that differ and changed after the last load: the next run reads them. */
  readonly newer: number;
  /** Rows that differed, and no longer did when they were compared again. */
  readonly settled: number;
  /** Rows that left the database to be compared here. */
  readonly read: number;
  /** Why every row was read; null: the database hashed them itself. */
  readonly because: string | null;
  /** Whether what differed was compared a second time, in a later snapshot. */
  readonly rechecked: boolean;
}

/** What a proof is about. */
export interface Proved {
  readonly entity: Entity;
  readonly mapping: HospitalSpec['mapping'];
  /** The environment's. */
  readonly timeZone: string;
  /** Of the newest load, the source's exact text; null: none. */
  readonly watermark: string | null;
  readonly source: TableSource;
  readonly known: KnownRows;
  /** @param rows that the source has gone through so far */
  readonly onProgress?: (rows: number) => void;
}

/** Rows that may differ, by the hashes of their keys. */
export interface Suspects {
  readonly rows: number;
  readonly read: number;
  readonly because: string | null;
  readonly source: ReadonlyMap<string, Key>;
  readonly gone: ReadonlyMap<string, Key>;
  readonly newer: ReadonlySet<string>;
}

/**
 * Compares every value of a table with what the warehouse has. Both sides hash their rows where they are; of the chunks whose sums differ they say
 * the hashes, and of the rows whose hashes differ the rows are read and typed here, in a later snapshot: what a run has loaded
 * meanwhile, and what the database writes in another way than landing, does not count as a difference. Nothing is written.
 * @param mostRechecked where more rows differ, they are not read a second time
 * @throws JobError `SOURCE_*`, `LANDING_FAILED`
 */
export async function proveRows(of: Proved, mostRechecked = MOST_RECHECKED): Promise<Proof> {
  const suspects = await of.source.snapshot(of.entity, EVERYTHING, (snapshot) => findSuspects(of, snapshot));
  const { rows, read, because, source, gone } = suspects;
  const nothing = { missing: [], changed: [], gone: [], newer: 0, settled: 0 };
  if (source.size + gone.size === 0) return { ...nothing, rows, read, because, rechecked: false };
  return recheck(of, suspects, mostRechecked);
}

/** The rows that may differ in one snapshot: those of the source by its keys, and those that the warehouse has beyond. */
export async function findSuspects(of: Proved, snapshot: Snapshot): Promise<Suspects> {
  const proof = snapshot.proof(of.timeZone);
  if (proof === null) return readSuspects(of, snapshot, 'the source is a folder of extracts');
  if (proof.unwritten.length > 0)
    return readSuspects(of, snapshot, `the database cannot write ${proof.unwritten.join(', ')} as the mapping has it`);
  const [here, there] = await Promise.all([proof.sums(DIGITS, of.onProgress ?? (() => {})), of.known.sums(DIGITS)]);
  const chunks = differingChunks(here, there);
  if (chunks.length > MOST_CHUNKS)
    return readSuspects(of, snapshot, `${chunks.length} of ${16 ** DIGITS} chunks differ`);
  const listed = chunks.length === 0 ? [] : await proof.ofChunks(chunks);
  const known = chunks.length === 0 ? [] : await of.known.ofChunks(chunks);
  const rows = [...here.values()].reduce((sum, each) => sum + each.rows, 0);
  return { rows, read: 0, because: null, newer: new Set(), ...differing(listed, known) };
}

/** The same by rows that are read and typed here. */
function readSuspects(of: Proved, snapshot: Snapshot, because: string): Promise<Suspects> {
  return withParquetFolder(async (local) => {
    const hashed = hashedRows(of, snapshot, local);
    await hashed.addAll(snapshot.rows());
    const [here, there] = [await hashed.sums(DIGITS), await of.known.sums(DIGITS)];
    const source = new Map<string, Key>();
    const gone = new Map<string, Key>();
    const chunks = differingChunks(here, there);
    for (let from = 0; from < chunks.length; from += MOST_CHUNKS) {
      const some = chunks.slice(from, from + MOST_CHUNKS);
      const found = differing(await hashed.ofChunks(some), await of.known.ofChunks(some));
      for (const [hash, key] of found.source) source.set(hash, key);
      for (const [hash, key] of found.gone) gone.set(hash, key);
    }
    const rows = [...here.values()].reduce((sum, each) => sum + each.rows, 0);
    const newer = await hashed.keysAfter(of.watermark);
    return { rows, read: rows, because, source, gone, newer };
  });
}

function hashedRows({ entity, mapping, timeZone }: Proved, { instants }: Snapshot, local: ParquetFolder): HashedRows {
  const table = { entity, columns: mappedColumns(entity, mapping) };
  return new HashedRows(local, table, { timeZone, instants }, cursorSource(entity, mapping)?.name ?? null);
}

function differingChunks(here: ReadonlyMap<string, RowSums>, there: ReadonlyMap<string, RowSums>): string[] {
  return [...new Set([...here.keys(), ...there.keys()])].filter((chunk) => {
    const [left, right] = [here.get(chunk), there.get(chunk)];
    return left?.rows !== right?.rows || left?.sum !== right?.sum;
  });
}

/** Rows of the source of which the warehouse has no copy, and keys of the warehouse that the source has not. */
function differing(listed: readonly HashedRow[], known: readonly HashedRow[]): Pick<Suspects, 'source' | 'gone'> {
  const rowOf = new Map(known.map(({ keyHash, rowHash }) => [keyHash, rowHash]));
  const keys = new Set(listed.map(({ keyHash }) => keyHash));
  return {
    source: keysOf(listed.filter(({ keyHash, rowHash }) => rowOf.get(keyHash) !== rowHash)),
    gone: keysOf(known.filter(({ keyHash }) => !keys.has(keyHash))),
  };
}

const keysOf = (rows: readonly HashedRow[]) => new Map(rows.map(({ keyHash, key }) => [keyHash, key]));

/** Compares what may differ once more: the rows themselves, in a later snapshot, with what the warehouse has then. */
async function recheck(of: Proved, first: Suspects, mostRechecked: number): Promise<Proof> {
  const { rows, because, source, gone } = first;
  const total = source.size + gone.size;
  const keys = new Map([...source, ...gone]);
  if (total > mostRechecked) {
    const there = await knownOf(of, [...keys.keys()]);
    const named = classified(keys, {
      isInSource: (hash) => source.has(hash),
      there,
      differs: () => true,
      newer: first.newer,
    });
    return { ...named, rows, read: first.read, because, rechecked: false };
  }
  return of.source.snapshot(of.entity, EVERYTHING, (snapshot) =>
    withParquetFolder(async (local) => {
      const hashed = hashedRows(of, snapshot, local);
      // A key that the mapping composes cannot be taken apart again.
      const askable = isPlainKey(of) ? keys : source;
      await hashed.addAll(snapshot.rowsOf(keyGroups([...askable.values()])));
      const read = await hashed.all();
      const here = new Map<string, Set<string>>();
      for (const { keyHash, rowHash } of read) here.set(keyHash, (here.get(keyHash) ?? new Set()).add(rowHash));
      const there = await knownOf(of, [...keys.keys()]);
      const differs = (hash: string) => [...(here.get(hash) ?? [])].some((rowHash) => rowHash !== there.get(hash));
      const newer = await hashed.keysAfter(of.watermark);
      const named = classified(keys, { isInSource: (hash) => here.has(hash), there, differs, newer });
      return { ...named, rows, read: first.read + read.length, because, rechecked: true };
    }),
  );
}

/** What each suspect turned out to be. */
function classified(
  keys: ReadonlyMap<string, Key>,
  found: {
    readonly isInSource: (hash: string) => boolean;
    readonly there: ReadonlyMap<string, string>;
    readonly differs: (hash: string) => boolean;
    readonly newer: ReadonlySet<string>;
  },
): Pick<Proof, 'missing' | 'changed' | 'gone' | 'newer' | 'settled'> {
  const result = { missing: [] as Key[], changed: [] as Key[], gone: [] as Key[], newer: 0, settled: 0 };
  for (const [hash, key] of keys) {
    const [isHere, isThere] = [found.isInSource(hash), found.there.has(hash)];
    if (isHere === isThere && !(isHere && found.differs(hash))) result.settled++;
    else if (isHere && found.newer.has(hash)) result.newer++;
    else if (!isHere) result.gone.push(key);
    else if (isThere) result.changed.push(key);
    else result.missing.push(key);
  }
  return result;
}

/** The row hashes that the warehouse has now, by the hashes of the keys. */
async function knownOf({ known }: Proved, hashes: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let from = 0; from < hashes.length; from += 2 * KEYS_OF_QUERY) {
    const rows = await known.ofKeys(hashes.slice(from, from + 2 * KEYS_OF_QUERY));
    for (const { keyHash, rowHash } of rows) found.set(keyHash, rowHash);
  }
  return found;
}

/** Keys as a source is asked for them. */
export async function* keyGroups(keys: readonly Key[]): AsyncGenerator<SourceKeys> {
  for (let from = 0; from < keys.length; from += KEYS_OF_QUERY) yield keys.slice(from, from + KEYS_OF_QUERY);
}

/** The source has the key's values as the warehouse has them. */
function isPlainKey({ entity, mapping }: Proved): boolean {
  const columns = mappedColumns(entity, mapping).filter(({ column }) => entity.key.includes(column.name));
  return columns.every((each) => isRenamed(each) && each.column.type === 'STRING' && each.column.padTo === undefined);
}
