import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { keySources, type MappedColumn } from '../../model/mapping/mapped-columns';
import type { Entity } from '../../model/types';
import type { DayReading } from './calendar-day';
import type { CanonicalRows } from './canonical-text';
import { landContentSql, landReadKeysSql } from './content-sql';
import { keyFields, rowFields } from './landing-sql';
import type { ParquetFolder } from './parquet-folder';
import { rowChunks } from './row-chunks';
import { literal } from './sql-text';
import { MAXIMUM_ROW_BYTES } from './typed-rows';

/** Keys in one chunk, about: a chunk is the first digits of the keys' hashes. */
const KEYS_OF_CHUNK = 16;
/** More digits would make more chunks than one answer of a warehouse should have. */
const MOST_DIGITS = 4;
/** Chunks whose keys are asked for at once. */
const CHUNKS_AT_ONCE = 1_000;
/** Rows of one file of a private folder of comparisons. */
export const FILE_LIMITS = { rows: 50_000, bytes: 32_000_000, rowBytes: MAXIMUM_ROW_BYTES } as const;

/** Keys alone, or keys with the content of their rows. */
export type Compared = 'keys' | 'rows';

/** What the warehouse has of a table, in chunks: the rows whose `key_hash` begins with the same digits. */
export interface KnownContent {
  /** Of each chunk that has rows: the SHA-256 of its keys and contents in the order of their hashes, as `digest`. */
  digests(of: Compared, digits: number): Promise<ReadonlyMap<string, string>>;
  /** The rows of these chunks. `content` is empty where only keys are compared. */
  contents(
    of: Compared,
    chunks: readonly string[],
  ): Promise<readonly { readonly keyHash: string; readonly content: string }[]>;
}

/** Keys as the source has them: a value for each of its columns that the key is built from. */
export type SourceKeys = readonly (readonly (string | null)[])[];

/** What a comparison found: counts of rows. */
export interface Difference {
  /** Rows with a key that the source has. */
  readonly rows: number;
  /** Keys that the warehouse lacks. */
  readonly missing: number;
  /** Keys that both have, with other content. */
  readonly changed: number;
  /** Keys that the source no longer has; not counted where only keys are compared. */
  readonly gone: number;
}

/**
 * What a source has of a table, in files of a private folder, to be compared with what the warehouse has: first a digest of each chunk,
 * then the keys of the chunks that differ. Neither side's rows are ever in memory together.
 */
export class ScannedContent {
  private files = 0;

  /** @param columns of `table`: `mappedColumns(entity, ...)`. Rows are typed and hashed as landing does it. */
  constructor(
    private readonly local: ParquetFolder,
    readonly of: Compared,
    private readonly table: { readonly entity: Entity; readonly columns: readonly MappedColumn[] },
    private readonly days: DayReading,
  ) {}

  /** Adds rows of the source: canonical text of all source columns, or of those of the key. */
  async addAll(rows: CanonicalRows): Promise<void> {
    const { entity, columns } = this.table;
    const fields = this.of === 'rows' ? rowFields(columns) : keyFields(entity, columns);
    for await (const chunk of rowChunks(rows, fields, join(this.local.path, 'content-'), FILE_LIMITS)) {
      await this.add(chunk.path);
      await rm(chunk.path);
    }
  }

  /** Adds one file of rows. */
  async add(from: string): Promise<void> {
    await this.local.run(landContentSql(this.table, this.days, this.of, from, this.file('scanned')));
  }

  /** Says that the rows of a landed part are in the run already: their keys are not missing. */
  async addRead(part: string): Promise<void> {
    await this.local.run(landReadKeysSql(this.table.entity, part, this.file('read')));
  }

  /** Compares and remembers what differs, for `differingKeys`. */
  async compare(known: KnownContent): Promise<Difference> {
    await this.local.run(`create view scanned as select * from ${await this.parquet('scanned')}`);
    await this.local.run(`create view read as select distinct key_hash from ${await this.parquet('read')}`);
    await this.local.run('create table known (key_hash varchar, content varchar)');
    await this.local.run('create table chunks (chunk varchar)');
    const [counted] = await this.local.read('select count(*) as rows from scanned');
    const rows = Number(counted?.['rows'] ?? 0);
    const digits = digitsFor(rows);
    const chunks = await this.differingChunks(known, digits);
    for (let from = 0; from < chunks.length; from += CHUNKS_AT_ONCE) {
      const some = chunks.slice(from, from + CHUNKS_AT_ONCE);
      const chosen = values(some.map((chunk) => [chunk]));
      await this.local.run(`insert into chunks by name select chunk from (values ${chosen}) v (chunk)`);
      const found = await known.contents(this.of, some);
      if (found.length === 0) continue;
      const listed = values(found.map(({ keyHash, content }) => [keyHash, content]));
      await this.local.run(
        `insert into known by name select key_hash, content from (values ${listed}) v (key_hash, content)`,
      );
    }
    await this.local.run(`create table differing as
select s.*, s.key_hash not in (select key_hash from known) as is_missing, dense_rank() over (order by s.key_hash) as place from scanned s
where substr(s.key_hash, 1, ${digits}) in (select chunk from chunks) and s.key_hash not in (select key_hash from read)
  and not exists (select 1 from known k where k.key_hash = s.key_hash and k.content = s.content)`);
    const [found] = await this.local.read(`select count(distinct key_hash) filter (where is_missing) as missing,
  count(distinct key_hash) filter (where not is_missing) as changed,
  (select count(distinct key_hash) from known where key_hash not in (select key_hash from scanned)) as gone
from differing`);
    const count = (name: string) => Number(found?.[name] ?? 0);
    return { rows, missing: count('missing'), changed: count('changed'), gone: this.of === 'rows' ? count('gone') : 0 };
  }

  /** The keys that differ, as the values of `keySources(...)`, in groups of about `size`. */
  async *differingKeys(size: number): AsyncGenerator<SourceKeys> {
    const names = this.keyNames();
    for (let from = 0; ; from += size) {
      const rows = await this.local.read(
        `select distinct ${names.join(', ')} from differing where place > ${from} and place <= ${from + size}`,
      );
      if (rows.length === 0) return;
      yield rows.map((row) => names.map((name) => (row[name] === null ? null : String(row[name]))));
    }
  }

  /**
   * Chunks that differ. Where keys are compared, rows that were read may be new or known: a chunk agrees if the warehouse has all of its
   * keys, or all but those that were read.
   */
  private async differingChunks(known: KnownContent, digits: number): Promise<string[]> {
    const digest = (which: string) => `
select substr(key_hash, 1, ${digits}) as chunk, sha256(string_agg(concat(key_hash, content), ',' order by key_hash, content)) as digest
from (select distinct key_hash, content from scanned where ${which}) group by 1`;
    const here = await this.local.read(digest('true'));
    const unread = await this.local.read(digest('key_hash not in (select key_hash from read)'));
    const withoutRead = new Map(unread.map((row) => [row['chunk'], row['digest']]));
    const there = await known.digests(this.of, digits);
    const differing = here
      .filter(
        ({ chunk, digest }) =>
          there.get(String(chunk)) !== digest && there.get(String(chunk)) !== withoutRead.get(chunk),
      )
      .map(({ chunk }) => String(chunk));
    if (this.of === 'keys') return differing;
    const scanned = new Set(here.map(({ chunk }) => String(chunk)));
    return [...differing, ...[...there.keys()].filter((chunk) => !scanned.has(chunk))];
  }

  private keyNames(): string[] {
    return keySources(this.table.entity, this.table.columns).map((_, place) => `k${place}`);
  }

  private file(kind: 'scanned' | 'read'): string {
    return join(this.local.path, `${kind}-${this.files++}.parquet`);
  }

  /** The files of a kind, also where there are none. */
  private async parquet(kind: 'scanned' | 'read'): Promise<string> {
    const pattern = literal(join(this.local.path, `${kind}-*.parquet`));
    const [found] = await this.local.read(`select count(*) as files from glob(${pattern})`);
    if (Number(found?.['files'] ?? 0) > 0) return `read_parquet(${pattern}, hive_partitioning = false)`;
    const keys = this.keyNames()
      .map((name) => `cast(null as varchar) as ${name}`)
      .join(', ');
    return `(select '' as key_hash, '' as content, ${keys} where false)`;
  }
}

/** First digits of a hash that make chunks of about `KEYS_OF_CHUNK` keys. */
function digitsFor(rows: number): number {
  const digits = Math.ceil(Math.log(Math.max(rows, 1) / KEYS_OF_CHUNK) / Math.log(16));
  return Math.min(Math.max(digits, 1), MOST_DIGITS);
}

/** Rows of texts that are digits and colons: hashes, and beginnings of hashes. */
function values(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ');
}
