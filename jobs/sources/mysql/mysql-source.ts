import { Readable } from 'node:stream';
import { absentColumns, keySources, placeAmong } from '../../../model/mapping/mapped-columns';
import type { HospitalSpec } from '../../../model/spec';
import type { Entity } from '../../../model/types';
import type { SourceKeys } from '../../lake/scanned-content';
import type { Snapshot, TableSource, Window } from '../source';
import { type ConnectOptions, connect, type SourceConnection } from './connect';
import { type DescribedColumn, type DescribedTable, describeTable, sourcesOf } from './describe';
import { keyCondition } from './key-condition';
import { readRows } from './read-rows';
import { readTotals } from './totals';
import { type Condition, watermarkQuery, windowCondition } from './window';

/** A hospital's MySQL database, read table by table, each in one read-only consistent snapshot on a connection of its own. */
export class MySqlSource implements TableSource {
  private readonly open = new Set<SourceConnection>();

  constructor(
    private readonly hospital: Pick<HospitalSpec, 'emr' | 'mapping' | 'keyScan'>,
    private readonly options: ConnectOptions,
  ) {}

  async snapshot<Result>(
    entity: Entity,
    window: Window,
    work: (snapshot: Snapshot) => Promise<Result>,
  ): Promise<Result> {
    const source = await connect(this.hospital.emr, this.options);
    this.open.add(source);
    try {
      await source.query('start transaction with consistent snapshot, read only');
      // In the transaction: a query of the mapping cannot write.
      const table = await describeTable(source, entity, this.hospital);
      const takenAt = await one(source, 'select cast(utc_timestamp(6) as char)');
      const highest = watermarkQuery(table, window, takenAt ?? '');
      const watermark = highest ? await one(source, highest.sql, highest.parameters) : null;
      const where = `database "${this.hospital.emr.database}", table ${entity.name}`;
      const keyNames = keySources(entity, table.mapped).map(({ name }) => name);
      const keys = keyNames.flatMap((name) => table.sources[placeAmong(table.sources, name)] ?? []);
      return await work({
        takenAt: takenAt ?? '',
        watermark,
        absent: absentColumns(
          table.mapped,
          (name) => (table.sources[placeAmong(table.sources, name)]?.dataType ?? null) !== null,
        ),
        instants: table.mapped.flatMap((each) => (isInstant(sourcesOf(table, each)) ? [each.column.name] : [])),
        rows: () => readRows(source, select(table, table.sources, windowCondition(table.cursor, window)), 1, where),
        rowsOf: (wanted) => Readable.from(rowsWithKeys(source, table, keys, wanted, where), { objectMode: false }),
        keys: () =>
          this.hospital.keyScan === 'never'
            ? null
            : readRows(source, select(table, keys, { sql: 'true', parameters: [] }), 0, where),
        totals: async () =>
          this.hospital.keyScan === 'never' || window.until !== null ? null : readTotals(source, table, entity),
      });
    } finally {
      this.open.delete(source);
      source.close();
    }
  }

  /** Ends snapshots that are still open: their pending reads fail with `SOURCE_CONNECTION_LOST`. */
  async close(): Promise<void> {
    for (const source of this.open) source.close();
  }
}

/** The server writes them in UTC. A column built from other types too is read as it is written. */
function isInstant(sources: readonly DescribedColumn[]): boolean {
  return sources.length > 0 && sources.every(({ dataType }) => dataType === 'timestamp');
}

function select(table: DescribedTable, columns: readonly DescribedColumn[], condition: Condition): Condition {
  return {
    sql: `select ${columns.map(({ read }) => read).join(', ')} from ${table.table} where ${condition.sql}`,
    parameters: condition.parameters,
  };
}

/** One query for each group of keys, in the transaction that `source` is in. */
async function* rowsWithKeys(
  source: SourceConnection,
  table: DescribedTable,
  keys: readonly DescribedColumn[],
  wanted: AsyncIterable<SourceKeys>,
  where: string,
): AsyncGenerator<Buffer> {
  for await (const group of wanted)
    yield* readRows(source, select(table, table.sources, keyCondition(keys, group)), 1, where) as AsyncIterable<Buffer>;
}

async function one(
  source: SourceConnection,
  sql: string,
  parameters: Condition['parameters'] = [],
): Promise<string | null> {
  const [row] = await source.query(sql, parameters);
  return row?.[0] ?? null;
}
