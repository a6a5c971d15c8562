import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { keySources, type MappedColumn, placeAmong, sourceColumns } from '../../model/mapping/mapped-columns';
import type { Entity } from '../../model/types';
import type { DayReading } from './calendar-day';
import type { CanonicalRows } from './canonical-text';
import { keyHash } from './content-sql';
import { rowFields } from './landing-sql';
import { MappedTexts, sourceText } from './mapped-text';
import type { ParquetFolder } from './parquet-folder';
import { rowChunks } from './row-chunks';
import { provenColumns, rowText } from './row-proof';
import { FILE_LIMITS } from './scanned-content';
import { copyTo, literal } from './sql-text';
import { alias, readText, trimmedColumns, typedRows } from './typed-rows';
import { unreadableText } from './unreadable-text';
import { DUCKDB_VALUES } from './value-sql';

/** A row as its hashes. */
export interface HashedRow {
  readonly keyHash: string;
  readonly rowHash: string;
  /** The values of the key, each as text: of a source as it has them, of the warehouse as landing typed them. */
  readonly key: readonly (string | null)[];
}

/** What the rows of a chunk come to, in any order. */
export interface RowSums {
  readonly rows: number;
  /** Of the numbers that their hashes begin with. */
  readonly sum: bigint;
}

/** Rows of a source that were read, typed as landing types them and hashed, in a private folder. */
export class HashedRows {
  private files = 0;

  /** @param cursor the source's column that says when a row changed; null: none does */
  constructor(
    private readonly local: ParquetFolder,
    private readonly table: { readonly entity: Entity; readonly columns: readonly MappedColumn[] },
    private readonly days: DayReading,
    private readonly cursor: string | null,
  ) {}

  async addAll(rows: CanonicalRows): Promise<void> {
    for await (const chunk of rowChunks(
      rows,
      rowFields(this.table.columns),
      join(this.local.path, 'rows-of-proof-'),
      FILE_LIMITS,
    )) {
      const to = join(this.local.path, `proof-${this.files++}.parquet`);
      await this.local.run(copyTo(to, this.hashedSql(chunk.path)));
      await rm(chunk.path);
    }
  }

  async sums(digits: number): Promise<Map<string, RowSums>> {
    if (this.files === 0) return new Map();
    const rows = await this.local.read(
      `select substr(key_hash, 1, ${digits}) as chunk, count(*) as row_count, ${DUCKDB_VALUES.hashSum('row_hash')} as hash_sum from ${this.parquet()} group by 1`,
    );
    return new Map(
      rows.map((row) => [
        String(row['chunk']),
        { rows: Number(row['row_count']), sum: BigInt(String(row['hash_sum'])) },
      ]),
    );
  }

  /** The rows in these chunks. */
  ofChunks(chunks: readonly string[]): Promise<HashedRow[]> {
    return this.chosen(`substr(key_hash, 1, ${chunks[0]?.length ?? 1}) in (${chunks.map(literal).join(', ')})`);
  }

  async all(): Promise<HashedRow[]> {
    return this.chosen('true');
  }

  /** Hashes of the keys of rows that changed after this cursor, by the source's own text of it. */
  async keysAfter(watermark: string | null): Promise<Set<string>> {
    if (watermark === null || this.files === 0) return new Set();
    const rows = await this.local.read(
      `select distinct key_hash from ${this.parquet()} where changed > ${literal(watermark)}`,
    );
    return new Set(rows.map((row) => String(row['key_hash'])));
  }

  private async chosen(condition: string): Promise<HashedRow[]> {
    if (this.files === 0) return [];
    const names = keySources(this.table.entity, this.table.columns).map((_, place) => `k${place}`);
    const rows = await this.local.read(
      `select distinct key_hash, row_hash, ${names.join(', ')} from ${this.parquet()} where ${condition}`,
    );
    return rows.map((row) => ({
      keyHash: String(row['key_hash']),
      rowHash: String(row['row_hash']),
      key: names.map((name) => (row[name] === null ? null : String(row[name]))),
    }));
  }

  private parquet(): string {
    return `read_parquet(${literal(join(this.local.path, 'proof-*.parquet'))}, hive_partitioning = false)`;
  }

  private hashedSql(from: string): string {
    const { entity, columns } = this.table;
    const sources = sourceColumns(columns);
    const texts = new MappedTexts(columns, sources);
    const named = new Map(columns.map(({ column }, index) => [column.name, alias('v', index)]));
    const values = provenColumns(columns.map(({ column }) => column)).map(({ name, type }) => ({
      value: String(named.get(name)),
      type,
    }));
    const keys = entity.key.map((name) => String(named.get(name)));
    const originals = keySources(entity, columns).map(
      ({ name }, place) => `${sourceText(placeAmong(sources, name))} as k${place}`,
    );
    const changed = this.cursor === null ? 'null' : sourceText(placeAmong(sources, this.cursor));
    const typed = typedRows(readText(from), texts, trimmedColumns(entity), this.days);
    return `select ${keyHash(keys)} as key_hash, sha256(${rowText(DUCKDB_VALUES, [...values, { value: 'unreadable', type: 'STRING' }])}) as row_hash,
  ${originals.join(', ')}, cast(${changed} as varchar) as changed
from (select *, ${unreadableText(texts.columns)} as unreadable from (${typed}))
where ${keys.map((value) => `${value} is not null`).join(' and ')}`;
  }
}
