import { keySources, placeAmong } from '../../../model/mapping/mapped-columns';
import type { SourceLimits } from '../../../model/source-limits';
import type { Entity } from '../../../model/types';
import type { HashedRow, RowSums } from '../../lake/hashed-rows';
import type { DatabaseProof } from '../source';
import type { DescribedColumn, DescribedTable } from './described-table';
import type { DatabaseDialect } from './dialect';
import { keepPace } from './pace';
import { type RowTextSql, rowTextSql } from './row-text';
import type { DatabaseSession } from './session';

/** Rows that one statement goes through, where an index gives the order of the keys. */
const ROWS_OF_STATEMENT = 200_000;
/** Fewer where the hospital limits the rows a second: those of so many seconds. */
const SECONDS_OF_STATEMENT = 10;

/** A table's rows, hashed by its database, in the transaction of the session. */
export class TableProof implements DatabaseProof {
  private readonly written: RowTextSql;
  private readonly keys: readonly DescribedColumn[];
  private ranges: readonly string[] | null = null;

  constructor(
    private readonly session: DatabaseSession,
    private readonly table: DescribedTable,
    entity: Entity,
    private readonly dialect: DatabaseDialect,
    private readonly more: {
      readonly timeZone: string;
      readonly limits: SourceLimits | undefined;
      /** Whether the session has been closed. */
      readonly hasEnded: () => boolean;
    },
  ) {
    this.written = rowTextSql(table, entity.key, dialect, more.timeZone);
    this.keys = keySources(entity, table.mapped).flatMap(
      ({ name }) => table.sources[placeAmong(table.sources, name)] ?? [],
    );
  }

  get unwritten(): readonly string[] {
    return this.written.unwritten;
  }

  async sums(digits: number, onRows: (rows: number) => void): Promise<ReadonlyMap<string, RowSums>> {
    const { proof, amounts } = this.dialect;
    const found = new Map<string, { rows: number; sum: bigint }>();
    let all = 0;
    for (const range of await this.rangesOfKeys()) {
      const rows = await this.session.all(
        `select left(${this.keyHash()}, ${digits}), ${amounts.text('count(*)')}, ${proof.hashSum(proof.sha256(this.written.text))} from ${this.table.table} where ${this.withKey(range)} group by 1`,
      );
      let gone = 0;
      for (const [chunk, count, sum] of rows) {
        const known = found.get(String(chunk)) ?? { rows: 0, sum: 0n };
        found.set(String(chunk), { rows: known.rows + Number(count), sum: known.sum + BigInt(String(sum)) });
        gone += Number(count);
      }
      all += gone;
      onRows(all);
      await keepPace(this.more.limits, gone, this.more.hasEnded);
    }
    return found;
  }

  async ofChunks(chunks: readonly string[]): Promise<readonly HashedRow[]> {
    if (chunks.length === 0) return [];
    const { proof, literal } = this.dialect;
    const found: HashedRow[] = [];
    const chunk = `left(${this.keyHash()}, ${chunks[0]?.length ?? 1})`;
    const chosen = `${chunk} in (${chunks.map(literal).join(', ')})`;
    const columns = [this.keyHash(), proof.sha256(this.written.text), ...this.keys.map(({ read }) => read)];
    for (const range of await this.rangesOfKeys()) {
      const rows = await this.session.all(
        `select ${columns.join(', ')} from ${this.table.table} where ${this.withKey(range)} and ${chosen}`,
      );
      for (const [keyHash, rowHash, ...key] of rows)
        found.push({ keyHash: String(keyHash), rowHash: String(rowHash), key });
    }
    return found;
  }

  private withKey(range: string): string {
    return [range, ...this.written.keys.map((key) => `${key} is not null`)].join(' and ');
  }

  /** As the warehouse hashes a key: each value preceded by its length. */
  private keyHash(): string {
    const { proof, literal } = this.dialect;
    const parts = this.written.keys.flatMap((key) => [proof.length(key), literal(':'), key]);
    return proof.sha256(proof.joined(parts));
  }

  /** Conditions on ranges of the key, in the order of the database's own index of it; one of every row where it has none. */
  private async rangesOfKeys(): Promise<readonly string[]> {
    this.ranges ??= await this.findRanges();
    return this.ranges;
  }

  private async findRanges(): Promise<readonly string[]> {
    const [key, ...others] = this.keys;
    const { plainName, table } = this.table;
    if (plainName === null || key === undefined || others.length > 0) return ['true'];
    const { comparable } = this.dialect.proof;
    if (comparable(key, '0') === null || !(await this.session.isOrderedBy(plainName, key.serverName))) return ['true'];
    const ranges: string[] = [];
    const { rowsPerSecond = ROWS_OF_STATEMENT } = this.more.limits ?? {};
    const rows = Math.min(ROWS_OF_STATEMENT, Math.ceil(rowsPerSecond * SECONDS_OF_STATEMENT));
    // Under a name of its own: PostgreSQL would order by the text that is read, which has the name of the column, and use no index.
    for (let after = 'true'; ; ) {
      const [last = null] = await this.session.row(
        `select ${key.read} as rcm_last_key from ${table} where ${after} and ${key.column} is not null order by ${key.column} limit 1 offset ${rows - 1}`,
      );
      const bound = last === null ? null : comparable(key, last);
      if (bound === null) return [...ranges, after];
      ranges.push(`${after} and ${key.column} <= ${bound}`);
      after = `${key.column} > ${bound}`;
    }
  }
}
